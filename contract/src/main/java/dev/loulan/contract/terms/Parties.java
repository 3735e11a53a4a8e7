package dev.loulan.contract.terms;

import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.PartyRole;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.StateReader;
import dev.loulan.contract.state.Documents;
import dev.loulan.contract.state.Key;
import dev.loulan.contract.state.Signatures;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import java.util.List;
import java.util.Optional;

/** The members and their keys: one key a party, proven by its holder. */
final class Parties {
  private static final String PARTY = "party";
  private static final int MAX_NAME_LENGTH = 200;

  private Parties() {}

  static Json register(StatePort state, Fields document) {
    Party party =
        new Party(
            Key.requireId(document.text("partyId"), "partyId"),
            role(document.text("role")),
            name(document.text("name")),
            document.text("publicKey"));
    requireProof(party, document.text("proof"));
    Optional<Party> before = find(state, party.partyId());
    if (before.isPresent() && !before.get().equals(party)) {
      throw new ContractException(
          ContractCode.PARTY_DIFFERS,
          "Party " + party.partyId() + " is registered with another key, role or name");
    }
    if (before.isEmpty()) {
      state.put(Key.of(PARTY, party.partyId()), party.json().canonical());
      state.emit("PartyRegistered", party.json().canonical());
    }
    return party.json();
  }

  static Party require(StateReader state, String partyId) {
    return find(state, Key.requireId(partyId, "partyId"))
        .orElseThrow(() ->
            new ContractException(
                ContractCode.UNKNOWN_PARTY, "No party '" + partyId + "' is registered"));
  }

  static Json all(StateReader state) {
    List<Json> parties = Documents.under(state, PARTY);
    return Json.array(parties);
  }

  private static Optional<Party> find(StateReader state, String partyId) {
    return Documents.find(state, Key.of(PARTY, partyId)).map(Party::stored);
  }

  private static void requireProof(Party party, String proof) {
    Signatures.requirePublicKey(party.publicKeyBase64());
    boolean proven =
        party.signed(
            Signatures.base64(proof, "proof"),
            "loulan.dev/party/v1",
            party.partyId(),
            party.role().word(),
            party.publicKeyBase64());
    if (!proven) {
      throw new ContractException(
          ContractCode.PROOF,
          "The proof for party " + party.partyId() + " is not made with the key it registers");
    }
  }

  private static PartyRole role(String word) {
    return PartyRole.ofWord(word)
        .orElseThrow(
            () -> new ContractException(ContractCode.MALFORMED, "No party role '" + word + "'"));
  }

  private static String name(String name) {
    if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
      throw new ContractException(
          ContractCode.MALFORMED, "A party's name has 1 to " + MAX_NAME_LENGTH + " characters");
    }
    return name;
  }
}
