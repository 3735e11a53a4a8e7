package dev.loulan.contract.terms;

import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.List;

/** The lines of a statement, as they are written and read back. */
final class StatementLines {
  private StatementLines() {}

  static Json of(Part part, Terms terms) {
    return part.key()
        .json()
        .text("kind", part.claim().kind())
        .text("saleId", part.claim().saleId())
        .text("supplierId", part.supplierId())
        .integer("gross", part.grossMinor())
        .array("shares", PartyAmounts.inOrder(terms, "exact", part.shares().tenThousandths()))
        .build();
  }

  /** Takes back a line of an earlier run whose agreement or hold changed. */
  static Json reversal(Fields line, Terms terms) {
    return PartKey.of(line)
        .json()
        .text("kind", line.text("kind"))
        .flag("reversal", true)
        .text("saleId", line.text("saleId"))
        .text("supplierId", line.text("supplierId"))
        .integer("gross", Math.negateExact(line.integer("gross")))
        .array("shares", PartyAmounts.inOrder(terms, "exact", negated(line)))
        .build();
  }

  static List<Long> negated(Fields line) {
    return amounts(line, "exact").stream().map(Math::negateExact).toList();
  }

  static Json rounding(PartyAmounts rounding) {
    return new JsonObjectBuilder()
        .text("kind", "rounding")
        .array("shares", rounding.json("exact"))
        .build();
  }

  static String partId(Fields line) {
    PartKey key = PartKey.of(line);
    return line.text("kind")
        + "|"
        + line.text("saleId")
        + "|"
        + key.agreementId()
        + "|"
        + key.version();
  }

  static List<Long> amounts(Fields line, String name) {
    return line.objects("shares").stream().map(share -> share.integer(name)).toList();
  }
}
