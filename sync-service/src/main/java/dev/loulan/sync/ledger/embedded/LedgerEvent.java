package dev.loulan.sync.ledger.embedded;

/**
 * Something the contract announced, in the order of commits.
 *
 * @param number counts from 1 without a hole
 * @param payload canonical JSON
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; readers pass the bytes on
public record LedgerEvent(long number, String name, byte[] payload) {}
