package dev.loulan.clearing.payout;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.key.Ed25519;
import dev.loulan.journal.merkle.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;

/**
 * Where a party wants to be paid, signed with its own key, so that nobody else can put an account
 * in its place. It stays in files; no account is on the ledger.
 */
public record PayeeProfile(String partyId, Account account, String signature) {
  private static final String KIND = "loulan.dev/payee/v1";
  private static final List<String> MEMBERS =
      List.of("partyId", "name", "iban", "bic", "signature");

  /**
   * Reads a profile; nothing is verified yet.
   *
   * @throws IllegalArgumentException when it is none or its account cannot be one
   */
  public static PayeeProfile read(Json json) {
    Fields fields = Fields.of(json, "profile");
    fields.allowOnly(MEMBERS);
    return new PayeeProfile(
        fields.text("partyId"),
        new Account(fields.text("name"), fields.text("iban"), fields.text("bic")),
        fields.text("signature"));
  }

  /** What the party signs for an account. */
  public static byte[] message(String partyId, Account account) {
    String digest = TreeHash.sha256(unsigned(partyId, account).canonical()).hex();
    return (KIND + "\n" + digest + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Whether the party's own key signed it.
   *
   * @param publicKeyBase64 as the ledger has it
   */
  public boolean isSignedBy(String publicKeyBase64) {
    try {
      return Ed25519.verify(bytes(publicKeyBase64), message(partyId, account), bytes(signature));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  public Json json() {
    TreeMap<String, Json> members = unsigned(partyId, account).members();
    members.put("signature", new Json.Text(signature));
    return new Json.Obj(members);
  }

  private static Json.Obj unsigned(String partyId, Account account) {
    return new JsonObjectBuilder()
        .text("partyId", partyId)
        .text("name", account.name())
        .text("iban", account.iban())
        .text("bic", account.bic())
        .build();
  }

  private static Bytes bytes(String base64) {
    return Bytes.of(Base64.getDecoder().decode(base64));
  }
}
