package dev.loulan.server.devices;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.provisioning.party.PartyMessages;
import dev.loulan.provisioning.party.PartyPublicKey;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Set;

/** A planogram or price list for one device, signed by its operator ({@code sync-api.md}). */
public record SignedDocument(
    String kind,
    String device,
    long version,
    String from,
    String content,
    String keyId,
    String signature) {
  private static final Set<String> KINDS = Set.of("planogram", "prices");

  /**
   * Reads a document; the signature is not checked yet.
   *
   * @throws JsonException naming what is missing or wrong
   */
  public static SignedDocument of(Fields body) {
    body.allowOnly(Set.of("kind", "device", "version", "from", "content", "keyId", "signature"));
    SignedDocument document =
        new SignedDocument(
            body.text("kind"),
            body.text("device"),
            body.integer("version"),
            body.text("from"),
            body.text("content"),
            body.text("keyId"),
            body.text("signature"));
    document.check();
    return document;
  }

  private void check() {
    if (!KINDS.contains(kind) || version < 1) {
      throw new JsonException("A document is of kind planogram or prices, with a version from 1");
    }
    if (!(JsonReader.read(content) instanceof Json.Obj)) {
      throw new JsonException("The document's content must be a JSON object");
    }
    try {
      OffsetDateTime.parse(from);
    } catch (DateTimeException e) {
      throw new JsonException("from must be an RFC 3339 time with offset, not '" + from + "'");
    }
  }

  /** Whether this key signed it. */
  public boolean isSignedBy(PartyPublicKey key) {
    return key.keyId().equals(keyId)
        && key.verifies(PartyMessages.document(kind, device, version, from, content), signature);
  }

  Json.Obj json() {
    return new JsonObjectBuilder()
        .text("kind", kind)
        .text("device", device)
        .integer("version", version)
        .text("from", from)
        .text("content", content)
        .text("keyId", keyId)
        .text("signature", signature)
        .build();
  }
}
