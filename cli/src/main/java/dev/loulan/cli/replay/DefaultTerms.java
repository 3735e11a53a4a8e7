package dev.loulan.cli.replay;

import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.time.LocalDate;
import java.util.List;

/** The agreement of a replay that names none: gross by 50, 30 and 20 percent. */
final class DefaultTerms {
  private DefaultTerms() {}

  static TermsDocument of(String currency, LocalDate day) {
    Json terms =
        new JsonObjectBuilder()
            .text("agreementId", "replay")
            .integer("version", 1)
            .text("currency", currency)
            .text("basis", "gross")
            .texts("shelves", List.of("replay"))
            .array(
                "parties",
                List.of(
                    party("operator", "operator", 5_000),
                    party("host", "host", 3_000),
                    party("supplier", "supplier", 2_000)))
            .json("paymentFee", fee())
            .array("supplierCosts", List.of())
            .text("effectiveFrom", day.toString())
            .json("effectiveTo", new Json.Null())
            .build();
    return TermsDocument.read(terms.canonical());
  }

  private static Json fee() {
    return new JsonObjectBuilder().integer("bp", 0).integer("fixedMinor", 0).build();
  }

  private static Json party(String role, String partyId, int bp) {
    return new JsonObjectBuilder()
        .text("role", role)
        .text("partyId", partyId)
        .integer("bp", bp)
        .build();
  }
}
