package dev.loulan.sync.ledger;

/**
 * A call that the ledger agreed to carry out, not sent yet. Whoever must not lose or double it
 * stores it first; the same bytes may be sent any number of times.
 *
 * @param bytes what {@link LedgerGateway#send} needs, of the ledger that prepared it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; adapters pass the bytes on
public record Prepared(String txId, byte[] bytes) {}
