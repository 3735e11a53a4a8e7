package dev.loulan.chaincode;

import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.ContractFunction;
import dev.loulan.contract.Definition;
import dev.loulan.contract.Reply;
import dev.loulan.contract.core.Contract;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.traces.Traces;

/**
 * One definition of the contract. Arguments of a call are the function, the party that it is made
 * for, then the function's own; the answer is the code, a line feed, and the payload. An error
 * answers with status 500 and {@code CODE: sentence}.
 */
public final class LoulanChaincode extends ChaincodeBase {
  private final Contract contract = new Contract();
  private final Definition definition;
  private final String packageId;

  /**
   * Makes it ready to serve a peer.
   *
   * @param packageId under which the peer installed the definition
   */
  public LoulanChaincode(Definition definition, String packageId) {
    this.definition = definition;
    this.packageId = packageId;
    processEnvironmentOptions();
    processCommandLineOptions(new String[] {"--id", packageId});
    validateOptions();
    Properties settings = getChaincodeConfig();
    Metrics.initialize(settings);
    Traces.initialize(settings);
  }

  @Override
  protected StreamObserver<ChaincodeMessage> connectToPeer(StreamObserver<ChaincodeMessage> peer) {
    return PeerStream.open(this, packageId, peer);
  }

  @Override
  public Response init(ChaincodeStub stub) {
    return ResponseUtils.newSuccessResponse();
  }

  @Override
  public Response invoke(ChaincodeStub stub) {
    try {
      return answer(stub);
    } catch (ContractException e) {
      return ResponseUtils.newErrorResponse(e.code() + ": " + e.getMessage());
    } catch (RuntimeException e) {
      return ResponseUtils.newErrorResponse("INTERNAL: " + e.getMessage());
    }
  }

  private Response answer(ChaincodeStub stub) {
    List<byte[]> args = stub.getArgs();
    String function = args.isEmpty() ? "" : text(args.getFirst());
    StubState state = new StubState(stub);
    if (function.startsWith("$")) {
      List<String> rest = args.subList(1, args.size()).stream().map(LoulanChaincode::text).toList();
      return ResponseUtils.newSuccessResponse(OtherDefinition.answer(state, function, rest));
    }
    if (args.size() < 2) {
      throw new ContractException(
          ContractCode.MALFORMED, "A call names its function and the party it is made for");
    }
    requireOurs(function);
    Reply reply =
        contract.invoke(
            state,
            Callers.of(stub, text(args.get(1))),
            function,
            args.subList(2, args.size()),
            stub.getTransient());
    return ResponseUtils.newSuccessResponse(encode(reply));
  }

  private void requireOurs(String function) {
    boolean other =
        ContractFunction.ofWord(function).map(f -> f.definition() != definition).orElse(false);
    if (other) {
      throw new ContractException(
          ContractCode.UNKNOWN_FUNCTION,
          "The function '" + function + "' belongs to the other definition");
    }
  }

  private static byte[] encode(Reply reply) {
    byte[] code = (reply.code().name() + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[code.length + reply.payload().length];
    System.arraycopy(code, 0, bytes, 0, code.length);
    System.arraycopy(reply.payload(), 0, bytes, code.length, reply.payload().length);
    return bytes;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
