package dev.loulan.clearing.trial;

import dev.loulan.contract.Caller;
import dev.loulan.contract.PartyRole;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.merkle.TreeHash;
import java.nio.charset.StandardCharsets;

/** A party of a trial, with a key that follows from the run. Never for real parties. */
record TrialParty(String partyId, PartyRole role, DeviceSigner key) {

  static TrialParty of(String run, String partyId, PartyRole role) {
    byte[] seed =
        TreeHash.sha256(("trial party\n" + run + "\n" + partyId).getBytes(StandardCharsets.UTF_8))
            .toArray();
    return new TrialParty(partyId, role, Ed25519Signer.fromSeed(seed));
  }

  Caller caller() {
    return new Caller(partyId, role);
  }

  String sign(String... lines) {
    String text = String.join("\n", lines) + "\n";
    return key.sign(text.getBytes(StandardCharsets.UTF_8)).base64();
  }

  Json.Obj registration() {
    String publicKey = key.publicKey().base64();
    return new JsonObjectBuilder()
        .text("partyId", partyId)
        .text("role", role.word())
        .text("name", partyId)
        .text("publicKey", publicKey)
        .text("proof", sign("loulan.dev/party/v1", partyId, role.word(), publicKey))
        .build();
  }
}
