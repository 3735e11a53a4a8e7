package dev.loulan.journal.entry;

/** A time signed by the server; the only kind that raises a floor. */
public record ServerTime(long serverMicros, String keyId, Bytes signature) {

  public ServerTime {
    Check.length("signature", signature, 64);
  }
}
