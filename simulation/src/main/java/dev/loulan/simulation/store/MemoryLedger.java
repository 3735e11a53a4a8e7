package dev.loulan.simulation.store;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.Definition;
import dev.loulan.contract.Reply;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.StateReader;
import dev.loulan.contract.core.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The contract over a map. As on Fabric a call does not see its own writes; a call that throws
 * leaves nothing.
 */
public final class MemoryLedger {
  private final TreeMap<String, byte[]> state = new TreeMap<>();
  private final List<String> events = new ArrayList<>();
  private final Contract contract = new Contract();
  private final UnaryOperator<StatePort> port;

  /**
   * An empty ledger.
   *
   * @param port stands between the contract and the state
   */
  public MemoryLedger(UnaryOperator<StatePort> port) {
    this.port = port;
  }

  /** Carries out a call as one transaction. */
  public Reply invoke(Caller caller, ContractCall call) {
    Call state = new Call(call.function().definition());
    Reply reply =
        contract.invoke(
            port.apply(state), caller, call.function().word(), call.args(), call.transientData());
    if (call.function().writes()) {
      state.commit();
    }
    return reply;
  }

  /** Names of the events so far. */
  public List<String> events() {
    return List.copyOf(events);
  }

  /** Everything stored under its key, to look at. */
  public SortedMap<String, byte[]> state() {
    return state;
  }

  private final class Call implements StatePort {
    private final Definition definition;
    private final TreeMap<String, byte[]> writes = new TreeMap<>();
    private final List<String> deleted = new ArrayList<>();
    private final List<String> emitted = new ArrayList<>();

    private Call(Definition definition) {
      this.definition = definition;
    }

    private void commit() {
      state.putAll(writes);
      deleted.forEach(state::remove);
      events.addAll(emitted);
    }

    @Override
    public byte[] get(String key) {
      return getPrivate("", key);
    }

    @Override
    public List<Row> range(String from, String to) {
      return rangePrivate("", from, to);
    }

    @Override
    public byte[] getPrivate(String collection, String key) {
      return state.getOrDefault(name(collection, key), new byte[0]);
    }

    @Override
    public List<Row> rangePrivate(String collection, String from, String to) {
      int prefix = name(collection, "").length();
      List<Row> rows = new ArrayList<>();
      state
          .subMap(name(collection, from), name(collection, to))
          .forEach((key, value) -> rows.add(new Row(key.substring(prefix), value)));
      return rows;
    }

    @Override
    public void put(String key, byte[] value) {
      putPrivate("", key, value);
    }

    @Override
    public void putPrivate(String collection, String key, byte[] value) {
      if (value.length == 0) {
        throw new IllegalStateException("An empty value reads as none: " + key);
      }
      writes.put(name(collection, key), value.clone());
    }

    @Override
    public void delete(String key) {
      deleted.add(name("", key));
    }

    @Override
    public void emit(String event, byte[] payload) {
      emitted.add(event);
    }

    @Override
    public StateReader readerOf(Definition other) {
      return new Call(other);
    }

    private String name(String collection, String key) {
      return definition.name() + "|" + collection + "|" + key;
    }
  }
}
