package dev.loulan.contract.sales;

import dev.loulan.contract.state.Documents;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.KeySuccession;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.checkpoint.VerifierKey;
import java.util.ArrayList;
import java.util.List;

/**
 * A registered device, where it stands and with which key it signs.
 *
 * @param formerVkeys keys that handed over to {@code vkey}, the oldest first
 */
public record Device(
    String deviceId,
    String shelf,
    String site,
    String operator,
    Currency currency,
    String vkey,
    List<String> formerVkeys,
    boolean revoked) {

  public Device {
    formerVkeys = List.copyOf(formerVkeys);
  }

  static Device stored(Json json) {
    return of(Documents.fields(json));
  }

  static Device of(Fields fields) {
    return new Device(
        fields.text("deviceId"),
        fields.text("shelf"),
        fields.text("site"),
        fields.text("operator"),
        new Currency(fields.text("currency")),
        fields.text("vkey"),
        fields.find("formerVkeys").isPresent() ? fields.texts("formerVkeys") : List.of(),
        fields.flag("revoked"));
  }

  Device revokedNow() {
    return new Device(deviceId, shelf, site, operator, currency, vkey, formerVkeys, true);
  }

  /** The last of these keys signs from now on. */
  Device withKeys(KeySuccession keys) {
    List<String> former = new ArrayList<>(formerVkeys);
    keys.former().forEach(key -> former.add(key.encode()));
    String current = keys.current().encode();
    return new Device(deviceId, shelf, site, operator, currency, current, former, revoked);
  }

  /** The key that signs now. */
  VerifierKey key() {
    return VerifierKey.parse(vkey);
  }

  /** Whether one of its keys, present or former, signed the note. */
  boolean signed(SignedNote note) {
    return note.isSignedBy(key())
        || formerVkeys.stream().map(VerifierKey::parse).anyMatch(note::isSignedBy);
  }

  /** Whether registering the other one again changes nothing: also with a key of before. */
  boolean isRegisteredAs(Device other) {
    Device same =
        new Device(
            other.deviceId,
            other.shelf,
            other.site,
            other.operator,
            other.currency,
            vkey,
            formerVkeys,
            other.revoked);
    return equals(same) && (vkey.equals(other.vkey) || formerVkeys.contains(other.vkey));
  }

  Json.Obj json() {
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .text("deviceId", deviceId)
            .text("shelf", shelf)
            .text("site", site)
            .text("operator", operator)
            .text("currency", currency.code())
            .text("vkey", vkey)
            .flag("revoked", revoked);
    return formerVkeys.isEmpty() ? json.build() : json.texts("formerVkeys", formerVkeys).build();
  }
}
