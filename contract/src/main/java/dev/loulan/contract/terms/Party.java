package dev.loulan.contract.terms;

import dev.loulan.contract.PartyRole;
import dev.loulan.contract.state.Documents;
import dev.loulan.contract.state.Signatures;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;

/** A registered member of the consortium and its key. */
record Party(String partyId, PartyRole role, String name, String publicKeyBase64) {
  private static final int KEY_ID_DIGITS = 16;

  static Party stored(Json json) {
    Fields fields = Documents.fields(json);
    return new Party(
        fields.text("partyId"),
        PartyRole.ofWord(fields.text("role")).orElseThrow(),
        fields.text("name"),
        fields.text("publicKey"));
  }

  /** First 8 bytes of the SHA-256 of the raw key, in hexadecimal. */
  String keyId() {
    return Signatures.sha256Hex(publicKey()).substring(0, KEY_ID_DIGITS);
  }

  boolean signed(byte[] signature, String... lines) {
    return Signatures.verifies(publicKey(), signature, lines);
  }

  Json.Obj json() {
    return new JsonObjectBuilder()
        .text("partyId", partyId)
        .text("role", role.word())
        .text("name", name)
        .text("publicKey", publicKeyBase64)
        .text("keyId", keyId())
        .build();
  }

  private byte[] publicKey() {
    return Signatures.base64(publicKeyBase64, "public key");
  }
}
