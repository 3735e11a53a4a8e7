package dev.loulan.journal.entry;

/**
 * A planogram or price list signed by the operator; the content itself stays outside the journal.
 *
 * @param version the operator's name for it
 * @param from RFC 3339 time from which it holds, as signed
 * @param keyId names the operator's key
 * @param signature Ed25519 over {@code docs/formats/sync-api.md}, signed document
 */
public record SignedDocument(
    String version, String from, Bytes contentSha256, String keyId, Bytes signature) {

  public SignedDocument {
    Check.text("version", version);
    Check.length("contentSha256", contentSha256, 32);
    Check.length("signature", signature, 64);
  }
}
