package dev.loulan.contract.sales;

import dev.loulan.contract.state.Documents;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;

/** A registered device, where it stands and with which key it signs. */
public record Device(
    String deviceId,
    String shelf,
    String site,
    String operator,
    Currency currency,
    String vkey,
    boolean revoked) {

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
        fields.flag("revoked"));
  }

  Device revokedNow() {
    return new Device(deviceId, shelf, site, operator, currency, vkey, true);
  }

  Json.Obj json() {
    return new JsonObjectBuilder()
        .text("deviceId", deviceId)
        .text("shelf", shelf)
        .text("site", site)
        .text("operator", operator)
        .text("currency", currency.code())
        .text("vkey", vkey)
        .flag("revoked", revoked)
        .build();
  }
}
