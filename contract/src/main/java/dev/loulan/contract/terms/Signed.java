package dev.loulan.contract.terms;

import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.state.Signatures;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import java.util.TreeMap;

/** A document whose member {@code signature} is a party's over all the others. */
final class Signed {
  private Signed() {}

  /**
   * Checks the signature over {@code kind\n{SHA-256 of the canonical rest}\n}.
   *
   * @throws ContractException with {@code SIGNATURE_NOT_OF_PARTY} when it is another's
   */
  static void require(Json document, Fields fields, Party party, String kind) {
    byte[] signature = Signatures.base64(fields.text("signature"), "signature");
    String digest = Signatures.sha256Hex(unsigned(document).canonical());
    if (!party.signed(signature, kind, digest)) {
      throw new ContractException(
          ContractCode.SIGNATURE_NOT_OF_PARTY,
          "The document is not signed with the key of party " + party.partyId());
    }
  }

  private static Json unsigned(Json document) {
    if (document instanceof Json.Obj object) {
      TreeMap<String, Json> members = object.members();
      members.remove("signature");
      return new Json.Obj(members);
    }
    return document;
  }
}
