package dev.loulan.contract.memory;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.Definition;
import dev.loulan.contract.Reply;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.StateReader;
import dev.loulan.contract.core.Contract;
import dev.loulan.journal.entry.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The contract over a map, as strict as Fabric: a call does not see its own writes, so reading a
 * key after writing it fails; nothing empty is stored; a query does not write; a call that throws
 * leaves nothing. One thread.
 */
public final class ContractInMemory {
  private final TreeMap<String, byte[]> state = new TreeMap<>();
  private final List<Event> events = new ArrayList<>();
  private final List<String> written = new ArrayList<>();
  private final Contract contract = new Contract();
  private final UnaryOperator<StatePort> port;

  /** What a call announced. */
  public record Event(String name, Bytes payload) {}

  /**
   * An empty ledger.
   *
   * @param port stands between the contract and the state
   */
  public ContractInMemory(UnaryOperator<StatePort> port) {
    this.port = port;
  }

  /**
   * Carries out a call as one transaction.
   *
   * @throws dev.loulan.contract.ContractException when the contract does not accept it
   */
  public Reply invoke(Caller caller, ContractCall call) {
    Call own = new Call(call.function().definition());
    Reply reply = run(own, caller, call);
    own.commit();
    return reply;
  }

  /**
   * Answers what a call would, and writes nothing.
   *
   * @throws dev.loulan.contract.ContractException when the contract does not accept it
   */
  public Reply ask(Caller caller, ContractCall call) {
    return run(new Call(call.function().definition()), caller, call);
  }

  private Reply run(Call own, Caller caller, ContractCall call) {
    Reply reply =
        contract.invoke(
            port.apply(own), caller, call.function().word(), call.args(), call.transientData());
    if (!call.function().writes() && !own.writes.isEmpty()) {
      throw new IllegalStateException(call.function().word() + " is a query and wrote");
    }
    return reply;
  }

  /** The names of what was written, as in {@link #state}, in order, after the first so many. */
  public List<String> written(int after) {
    return List.copyOf(written.subList(after, written.size()));
  }

  /** All that was announced so far. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /** Everything stored, under {@code definition|collection|key}. */
  public SortedMap<String, byte[]> state() {
    return state;
  }

  private final class Call implements StatePort {
    private final Definition definition;
    private final TreeMap<String, byte[]> writes = new TreeMap<>();
    private final TreeSet<String> deleted = new TreeSet<>();
    private final List<Event> emitted = new ArrayList<>();

    private Call(Definition definition) {
      this.definition = definition;
    }

    private void commit() {
      state.putAll(writes);
      written.addAll(writes.keySet());
      deleted.forEach(state::remove);
      events.addAll(emitted);
    }

    @Override
    public byte[] get(String key) {
      return getPrivate("", key);
    }

    @Override
    public byte[] getPrivate(String collection, String key) {
      String name = name(collection, key);
      if (writes.containsKey(name) || deleted.contains(name)) {
        throw new IllegalStateException("A call reads what it wrote: " + name);
      }
      return state.getOrDefault(name, new byte[0]).clone();
    }

    @Override
    public List<Row> range(String from, String to) {
      return rangePrivate("", from, to);
    }

    @Override
    public List<Row> rangePrivate(String collection, String from, String to) {
      String first = name(collection, from);
      String end = name(collection, to);
      if (!writes.subMap(first, end).isEmpty()) {
        throw new IllegalStateException("A call ranges over what it wrote: " + from);
      }
      int prefix = name(collection, "").length();
      List<Row> rows = new ArrayList<>();
      state
          .subMap(first, end)
          .forEach((key, value) -> rows.add(new Row(key.substring(prefix), value.clone())));
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
      emitted.add(new Event(event, Bytes.of(payload)));
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
