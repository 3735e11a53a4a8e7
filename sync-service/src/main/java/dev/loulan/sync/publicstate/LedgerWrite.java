package dev.loulan.sync.publicstate;

import dev.loulan.contract.Definition;

/**
 * Something that the contract wrote.
 *
 * @param collection the private collection; empty for what is public
 * @param value empty when the key was deleted
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LedgerWrite(Definition definition, String collection, String key, byte[] value) {

  /**
   * Whether it is a value of the definition {@code sales} of this kind, the first part of its key.
   */
  public boolean is(String kind, boolean isPrivate) {
    return definition == Definition.SALES
        && collection.isEmpty() != isPrivate
        && key.startsWith(kind + "/")
        && value.length > 0;
  }
}
