package dev.loulan.simulation.server;

import dev.loulan.contract.Caller;
import dev.loulan.contract.PartyRole;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.merkle.TreeHash;
import java.nio.charset.StandardCharsets;

/** A party of the consortium with a key that follows from its name. */
public record Party(String partyId, PartyRole role, Ed25519Signer key) {

  static Party of(String partyId, PartyRole role) {
    byte[] seed = TreeHash.sha256(("party " + partyId).getBytes(StandardCharsets.UTF_8)).toArray();
    return new Party(partyId, role, Ed25519Signer.fromSeed(seed));
  }

  Caller caller() {
    return new Caller(partyId, role);
  }

  String publicKey() {
    return key.publicKey().base64();
  }

  String sign(String... lines) {
    String text = String.join("\n", lines) + "\n";
    return key.sign(text.getBytes(StandardCharsets.UTF_8)).base64();
  }

  Json.Obj registration() {
    return new JsonObjectBuilder()
        .text("partyId", partyId)
        .text("role", role.word())
        .text("name", "Party " + partyId)
        .text("publicKey", publicKey())
        .text("proof", sign("loulan.dev/party/v1", partyId, role.word(), publicKey()))
        .build();
  }

  /** Adds the party's signature to a decision. */
  Json.Obj signed(Json.Obj adjustment) {
    String digest = TreeHash.sha256(adjustment.canonical()).hex();
    var members = adjustment.members();
    members.put("signature", new Json.Text(sign("loulan.dev/adjustment/v1", digest)));
    return new Json.Obj(members);
  }
}
