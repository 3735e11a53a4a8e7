package dev.loulan.chaincode;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.impl.ChaincodeInvocationTask;

/**
 * One definition's conversation with its peer, in place of the shim's {@code InvocationTaskManager}
 * (fabric-chaincode-shim 2.5), which forgets a transaction only after it has answered. When one
 * definition asks another twice in a transaction, both questions have the transaction's id, and the
 * shim's late forgetting of the first takes away the second: its answers find nobody, its thread
 * waits for ever, and after five such the chaincode answers nothing any more.
 *
 * <p>Here a call is forgotten before its answer is sent, each has a virtual thread of its own, so
 * that calls between the definitions never wait for a place, and all that still wait are
 * interrupted when the stream ends. The peer bounds how many calls it makes at a time.
 */
final class PeerStream implements StreamObserver<ChaincodeMessage> {
  private final Chaincode chaincode;
  private final StreamObserver<ChaincodeMessage> peer;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, ChaincodeInvocationTask> running = new ConcurrentHashMap<>();
  private volatile boolean ended;

  private PeerStream(Chaincode chaincode, StreamObserver<ChaincodeMessage> peer) {
    this.chaincode = chaincode;
    this.peer = peer;
  }

  /**
   * Opens the conversation by naming the chaincode.
   *
   * @param packageId under which the peer installed it
   */
  static PeerStream open(
      Chaincode chaincode, String packageId, StreamObserver<ChaincodeMessage> peer) {
    PeerStream stream = new PeerStream(chaincode, peer);
    ByteString id = ChaincodeID.newBuilder().setName(packageId).build().toByteString();
    stream.send(
        ChaincodeMessage.newBuilder()
            .setType(ChaincodeMessage.Type.REGISTER)
            .setPayload(id)
            .build());
    return stream;
  }

  @Override
  public void onNext(ChaincodeMessage message) {
    switch (message.getType()) {
      case INIT, TRANSACTION -> begin(message);
      case RESPONSE, ERROR -> answered(message);
      default -> {
        // REGISTERED and READY say only that calls will come.
      }
    }
  }

  private void begin(ChaincodeMessage message) {
    String key = key(message);
    ChaincodeInvocationTask task =
        new ChaincodeInvocationTask(
            message, message.getType(), said -> fromTask(key, said), chaincode);
    running.put(key, task);
    threads.execute(task::call);
  }

  private void fromTask(String key, ChaincodeMessage said) {
    if (said.getType() == ChaincodeMessage.Type.COMPLETED
        || said.getType() == ChaincodeMessage.Type.ERROR) {
      running.remove(key);
    }
    send(said);
  }

  /** An answer to what a call asked its peer; nobody waits for one after the call has ended. */
  private void answered(ChaincodeMessage message) {
    ChaincodeInvocationTask task = running.get(key(message));
    if (task == null) {
      return;
    }
    try {
      task.postMessage(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A stream takes one message at a time, and none once it has ended. */
  private synchronized void send(ChaincodeMessage message) {
    if (!ended) {
      peer.onNext(message);
    }
  }

  private static String key(ChaincodeMessage message) {
    return message.getChannelId() + message.getTxid();
  }

  @Override
  public void onError(Throwable failure) {
    end();
  }

  @Override
  public void onCompleted() {
    end();
  }

  private void end() {
    ended = true;
    threads.shutdownNow();
  }
}
