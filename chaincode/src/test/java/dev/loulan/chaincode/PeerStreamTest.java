package dev.loulan.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.traces.Traces;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PeerStreamTest {
  private static final int PATIENCE_SECONDS = 60;

  private final BlockingQueue<ChaincodeMessage> completed = new LinkedBlockingQueue<>();
  private @Nullable StreamObserver<ChaincodeMessage> stream;

  @BeforeAll
  static void initialise() {
    Traces.initialize(new Properties());
  }

  @Test
  void a_second_question_of_one_transaction_that_comes_at_once_is_answered() throws Exception {
    int questions = 50;
    open(
        new Reading(),
        message -> {
          switch (message.getType()) {
            case GET_STATE -> toStream(answer(message));
            case COMPLETED -> {
              completed.add(message);
              if (completed.size() < questions) {
                // Before the call that has just answered returns from saying so.
                toStream(transaction());
              }
            }
            case ERROR -> throw new AssertionError(message.getPayload().toStringUtf8());
            default -> {
              // The registration.
            }
          }
        });
    toStream(transaction());
    for (int i = 0; i < questions; i++) {
      assertThat(completed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void what_waits_for_a_peer_that_is_gone_ends() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Chaincode chaincode =
        new Reading() {
          @Override
          public Response invoke(ChaincodeStub stub) {
            try {
              return super.invoke(stub);
            } finally {
              ended.countDown();
            }
          }
        };
    open(
        chaincode,
        message -> {
          if (message.getType() == ChaincodeMessage.Type.GET_STATE) {
            asked.countDown();
          }
        });
    toStream(transaction());
    assertThat(asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    Objects.requireNonNull(stream).onError(new IllegalStateException("the peer ended"));
    assertThat(ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  private interface Peer {
    void hears(ChaincodeMessage message);
  }

  private void open(Chaincode chaincode, Peer peer) {
    stream =
        PeerStream.open(
            chaincode,
            "sales:1",
            new StreamObserver<>() {
              @Override
              public void onNext(ChaincodeMessage message) {
                peer.hears(message);
              }

              @Override
              public void onError(Throwable failure) {
                throw new AssertionError(failure);
              }

              @Override
              public void onCompleted() {
                // The stream is the peer's to end.
              }
            });
  }

  private void toStream(ChaincodeMessage message) {
    Objects.requireNonNull(stream).onNext(message);
  }

  private static ChaincodeMessage transaction() {
    ByteString input = ChaincodeInput.newBuilder().build().toByteString();
    return message(ChaincodeMessage.Type.TRANSACTION, input);
  }

  private static ChaincodeMessage answer(ChaincodeMessage to) {
    assertThat(to.getTxid()).isEqualTo("tx");
    return message(ChaincodeMessage.Type.RESPONSE, ByteString.copyFromUtf8("value"));
  }

  private static ChaincodeMessage message(ChaincodeMessage.Type type, ByteString payload) {
    return ChaincodeMessage.newBuilder()
        .setType(type)
        .setChannelId("channel")
        .setTxid("tx")
        .setPayload(payload)
        .build();
  }

  private static class Reading implements Chaincode {
    @Override
    public Response init(ChaincodeStub stub) {
      return ResponseUtils.newSuccessResponse();
    }

    @Override
    public Response invoke(ChaincodeStub stub) {
      return ResponseUtils.newSuccessResponse(
          new String(stub.getState("key"), StandardCharsets.UTF_8));
    }
  }
}
