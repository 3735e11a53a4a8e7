package dev.loulan.simulation.canary;

import dev.loulan.contract.Definition;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.StateReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A ledger's state that passes everything on; a planted bug changes one thing. */
class ForgedState implements StatePort {
  private final StatePort state;

  ForgedState(StatePort state) {
    this.state = state;
  }

  /** The number after the first place of a name, a little larger. */
  static byte[] replaceFirst(byte[] json, String name, long more) {
    return replace(json, 0, name, more);
  }

  /** The number after the next place of a name, a little larger. */
  static byte[] replace(byte[] json, int after, String name, long more) {
    String text = new String(json, StandardCharsets.UTF_8);
    int from = text.indexOf(name, after) + name.length();
    int to = from;
    while (Character.isDigit(text.charAt(to)) || text.charAt(to) == '-') {
      to++;
    }
    long number = Long.parseLong(text.substring(from, to)) + more;
    return (text.substring(0, from) + number + text.substring(to)).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] get(String key) {
    return state.get(key);
  }

  @Override
  public List<Row> range(String from, String to) {
    return state.range(from, to);
  }

  @Override
  public byte[] getPrivate(String collection, String key) {
    return state.getPrivate(collection, key);
  }

  @Override
  public List<Row> rangePrivate(String collection, String from, String to) {
    return state.rangePrivate(collection, from, to);
  }

  @Override
  public void put(String key, byte[] value) {
    state.put(key, value);
  }

  @Override
  public void delete(String key) {
    state.delete(key);
  }

  @Override
  public void putPrivate(String collection, String key, byte[] value) {
    state.putPrivate(collection, key, value);
  }

  @Override
  public void emit(String event, byte[] payload) {
    state.emit(event, payload);
  }

  @Override
  public StateReader readerOf(Definition definition) {
    return state.readerOf(definition);
  }
}
