package dev.loulan.chaincode;

import com.upokecenter.cbor.CBORObject;
import dev.loulan.contract.Definition;
import dev.loulan.contract.StateReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hyperledger.fabric.shim.Chaincode.Response;
import org.hyperledger.fabric.shim.ChaincodeStub;

/**
 * Reads another definition's state in the same transaction, by calling its chaincode on the same
 * peer. What it reads becomes part of the transaction's read set.
 */
final class OtherDefinition implements StateReader {
  static final String GET = "$get";
  static final String RANGE = "$range";
  static final String PRIVATE = "$private";
  static final String PRIVATE_RANGE = "$privateRange";

  private final ChaincodeStub stub;
  private final String chaincode;

  OtherDefinition(ChaincodeStub stub, Definition definition) {
    this.stub = stub;
    this.chaincode = definition.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public byte[] get(String key) {
    return call(GET, key);
  }

  @Override
  public List<Row> range(String from, String to) {
    return rows(call(RANGE, from, to));
  }

  @Override
  public byte[] getPrivate(String collection, String key) {
    return call(PRIVATE, collection, key);
  }

  @Override
  public List<Row> rangePrivate(String collection, String from, String to) {
    return rows(call(PRIVATE_RANGE, collection, from, to));
  }

  /** Answers such a call in the chaincode that is asked. */
  static byte[] answer(StateReader state, String question, List<String> args) {
    return switch (question) {
      case GET -> state.get(args.get(0));
      case RANGE -> encode(state.range(args.get(0), args.get(1)));
      case PRIVATE -> state.getPrivate(args.get(0), args.get(1));
      case PRIVATE_RANGE -> encode(state.rangePrivate(args.get(0), args.get(1), args.get(2)));
      default -> throw new IllegalArgumentException("No question '" + question + "'");
    };
  }

  private byte[] call(String... args) {
    List<byte[]> bytes = new ArrayList<>();
    for (String arg : args) {
      bytes.add(arg.getBytes(StandardCharsets.UTF_8));
    }
    Response response = stub.invokeChaincode(chaincode, bytes, "");
    if (response.getStatus() != Response.Status.SUCCESS) {
      throw new IllegalStateException(
          "The definition " + chaincode + " did not answer: " + response.getMessage());
    }
    byte[] payload = response.getPayload();
    return payload == null ? new byte[0] : payload;
  }

  private static byte[] encode(List<Row> rows) {
    CBORObject array = CBORObject.NewArray();
    for (Row row : rows) {
      array.Add(row.key()).Add(row.value());
    }
    return array.EncodeToBytes();
  }

  private static List<Row> rows(byte[] bytes) {
    CBORObject array = CBORObject.DecodeFromBytes(bytes);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i + 1 < array.size(); i += 2) {
      rows.add(new Row(array.get(i).AsString(), array.get(i + 1).GetByteString()));
    }
    return rows;
  }
}
