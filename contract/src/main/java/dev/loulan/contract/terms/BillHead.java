package dev.loulan.contract.terms;

import dev.loulan.contract.Caller;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.Optional;

/**
 * A bill without its lines.
 *
 * @param digest the provider's own digest or signature, where it gives one
 */
record BillHead(
    String billId,
    BusinessDay day,
    Currency currency,
    String provider,
    String merchant,
    Optional<String> digest,
    String submitter) {

  static BillHead of(Fields document, Caller caller) {
    BusinessDay day = new BusinessDay(document.text("day"));
    Currency currency = new Currency(document.text("currency"));
    String provider = document.text("provider");
    String merchant = document.text("merchant");
    return new BillHead(
        document
            .textOrNone("billId")
            .orElse(day + ":" + provider + ":" + merchant + ":" + currency),
        day,
        currency,
        provider,
        merchant,
        document.textOrNone("digest"),
        caller.partyId());
  }

  JsonObjectBuilder json() {
    return new JsonObjectBuilder()
        .text("billId", billId)
        .text("day", day.date())
        .text("currency", currency.code())
        .text("provider", provider)
        .text("merchant", merchant)
        .textOrNull("digest", digest)
        .text("submitter", submitter);
  }
}
