package dev.loulan.chaincode;

import dev.loulan.contract.Definition;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.StateReader;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;

/** The state of one definition within one transaction. */
final class StubState implements StatePort {
  private final ChaincodeStub stub;
  private final EventBundle events = new EventBundle();

  StubState(ChaincodeStub stub) {
    this.stub = stub;
  }

  @Override
  public byte[] get(String key) {
    return orMissing(stub.getState(key));
  }

  @Override
  public List<Row> range(String from, String to) {
    List<Row> found = new ArrayList<>();
    try (QueryResultsIterator<KeyValue> rows = stub.getStateByRange(from, to)) {
      for (KeyValue row : rows) {
        found.add(new Row(row.getKey(), row.getValue()));
      }
    } catch (Exception e) {
      throw new IllegalStateException("The peer did not give the range from " + from, e);
    }
    return found;
  }

  @Override
  public byte[] getPrivate(String collection, String key) {
    return orMissing(stub.getPrivateData(collection, key));
  }

  @Override
  public void put(String key, byte[] value) {
    stub.putState(key, value);
  }

  @Override
  public void delete(String key) {
    stub.delState(key);
  }

  @Override
  public void putPrivate(String collection, String key, byte[] value) {
    stub.putPrivateData(collection, key, value);
  }

  @Override
  public void emit(String event, byte[] payload) {
    events.add(event, payload);
    stub.setEvent(EventBundle.NAME, events.bytes());
  }

  @Override
  public StateReader readerOf(Definition definition) {
    return new OtherDefinition(stub, definition);
  }

  /** The shim gives an empty array for a missing key, and null in some of its paths. */
  private static byte[] orMissing(byte @org.jspecify.annotations.Nullable [] value) {
    return value == null ? new byte[0] : value;
  }
}
