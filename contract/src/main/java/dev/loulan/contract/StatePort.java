package dev.loulan.contract;

/**
 * What one call of the contract may touch: the state of its own definition, the state of the other
 * one to read, and events. One port lives for one call and one thread; all its writes become
 * visible together or not at all. A read sees what the same call wrote before.
 *
 * <p>Fabric's simulator does not let a transaction read its own writes, so the contract never does
 * so; an adapter may answer such a read either way.
 */
public interface StatePort extends StateReader {

  void put(String key, byte[] value);

  void delete(String key);

  /** Stores a private value; the call also stores a public one under this key. */
  void putPrivate(String collection, String key, byte[] value);

  /** Announces something to the parties once the call is committed. */
  void emit(String event, byte[] payload);

  /** The state of the other definition, to read: {@code terms} reads {@code sales}. */
  StateReader readerOf(Definition definition);
}
