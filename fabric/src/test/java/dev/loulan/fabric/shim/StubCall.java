package dev.loulan.fabric.shim;

import dev.loulan.contract.Definition;
import dev.loulan.contract.PartyRole;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hyperledger.fabric.shim.Chaincode.Response;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.jspecify.annotations.Nullable;

/** One transaction as a chaincode sees it through the shim. */
final class StubCall {
  private final ShimLedger ledger;
  private final Definition definition;
  private final List<byte[]> args;
  private final Map<String, byte[]> hidden;
  private final PartyRole role;
  private final TreeMap<String, byte[]> writes = new TreeMap<>();
  private final TreeSet<String> deleted = new TreeSet<>();
  private final TreeSet<String> reads = new TreeSet<>();
  private final List<Range> ranges = new ArrayList<>();
  private byte @Nullable [] event;
  private byte[] answer = new byte[0];

  /** Keys that were read together; one that comes between them later is a conflict, too. */
  private record Range(String from, String to) {}

  StubCall(
      ShimLedger ledger,
      Definition definition,
      List<byte[]> args,
      Map<String, byte[]> hidden,
      PartyRole role) {
    this.ledger = ledger;
    this.definition = definition;
    this.args = args;
    this.hidden = hidden;
    this.role = role;
  }

  Definition definition() {
    return definition;
  }

  Map<String, byte[]> writes() {
    return writes;
  }

  /** Whether Fabric voids this call when the other is ordered before it in the same block. */
  boolean dependsOn(StubCall other) {
    return Stream.concat(other.writes.keySet().stream(), other.deleted.stream())
        .anyMatch(key ->
            reads.contains(key)
                || ranges.stream()
                    .anyMatch(range ->
                        key.compareTo(range.from()) >= 0 && key.compareTo(range.to()) < 0));
  }

  byte[] answer() {
    return answer.clone();
  }

  void answered(byte[] payload) {
    answer = payload.clone();
  }

  Set<String> deleted() {
    return deleted;
  }

  Optional<byte[]> event() {
    return Optional.ofNullable(event);
  }

  /** The shim's interface; a method that no chaincode of ours calls fails the test. */
  ChaincodeStub stub() {
    return (ChaincodeStub)
        Proxy.newProxyInstance(
            StubCall.class.getClassLoader(),
            new Class<?>[] {ChaincodeStub.class},
            (_, method, values) -> answer(method, values == null ? new Object[0] : values));
  }

  private @Nullable Object answer(Method method, Object[] values) {
    return switch (method.getName()) {
      case "getArgs" -> args;
      case "getTransient" -> hidden;
      case "getCreator" -> Creators.of(role);
      case "getState" -> committed("", (String) values[0]);
      case "getPrivateData" -> committed((String) values[0], (String) values[1]);
      case "getStateByRange" -> range((String) values[0], (String) values[1]);
      case "putState" -> put("", (String) values[0], (byte[]) values[1]);
      case "putPrivateData" -> put((String) values[0], (String) values[1], (byte[]) values[2]);
      case "delState" -> deleted.add(key("", (String) values[0]));
      case "setEvent" -> announce((byte[]) values[1]);
      case "invokeChaincode" -> ask((String) values[0], values[1]);
      default -> throw new UnsupportedOperationException(method.toString());
    };
  }

  private byte[] committed(String collection, String key) {
    reads.add(key(collection, key));
    return ledger.state().getOrDefault(key(collection, key), new byte[0]).clone();
  }

  private @Nullable Object put(String collection, String key, byte[] value) {
    writes.put(key(collection, key), value.clone());
    return null;
  }

  private @Nullable Object announce(byte[] bundle) {
    event = bundle;
    return null;
  }

  private QueryResultsIterator<KeyValue> range(String from, String to) {
    ranges.add(new Range(key("", from), key("", to)));
    int prefix = key("", "").length();
    List<KeyValue> rows =
        ledger.state().subMap(key("", from), key("", to)).entrySet().stream()
            .map(each -> row(each.getKey().substring(prefix), each.getValue()))
            .toList();
    return new QueryResultsIterator<>() {
      @Override
      public Iterator<KeyValue> iterator() {
        return rows.iterator();
      }

      @Override
      public void close() {}
    };
  }

  private static KeyValue row(String key, byte[] value) {
    return new KeyValue() {
      @Override
      public String getKey() {
        return key;
      }

      @Override
      public byte[] getValue() {
        return value.clone();
      }

      @Override
      public String getStringValue() {
        throw new UnsupportedOperationException("values are bytes");
      }
    };
  }

  /** In the same transaction, by the same caller; transient data goes along. */
  @SuppressWarnings("unchecked")
  private Object ask(String chaincode, Object question) {
    Definition other = Definition.valueOf(chaincode.toUpperCase(Locale.ROOT));
    StubCall asked = new StubCall(ledger, other, (List<byte[]>) question, hidden, role);
    Response answer = ledger.run(asked);
    reads.addAll(asked.reads);
    ranges.addAll(asked.ranges);
    return answer;
  }

  private String key(String collection, String key) {
    return definition.name() + "|" + collection + "|" + key;
  }
}
