package dev.loulan.contract.terms;

import dev.loulan.contract.sales.EntryId;
import dev.loulan.contract.sales.SaleRecord;
import dev.loulan.contract.state.Documents;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.List;

/**
 * A decision about one sale or review, as stored.
 *
 * @param day on which it is posted
 * @param document as it was signed, so that anyone can check it
 * @param lines what it adds (review) or takes back (refund, with negative quantities)
 */
record Adjustment(
    String adjustmentId,
    AdjustmentKind kind,
    EntryId target,
    String shelf,
    BusinessDay day,
    Currency currency,
    List<SaleRecord.Line> lines,
    String partyId,
    String signature,
    Json document) {

  static Adjustment stored(Json json) {
    Fields fields = Documents.fields(json);
    return new Adjustment(
        fields.text("adjustmentId"),
        AdjustmentKind.ofWord(fields.text("kind")),
        EntryId.parse(fields.text("target")),
        fields.text("shelf"),
        new BusinessDay(fields.text("day")),
        new Currency(fields.text("currency")),
        fields.objects("lines").stream().map(SaleRecord.Line::stored).toList(),
        fields.text("partyId"),
        fields.text("signature"),
        fields.find("document").orElseThrow());
  }

  long grossMinor() {
    long sum = 0;
    for (SaleRecord.Line line : lines) {
      sum = Math.addExact(sum, Math.multiplyExact(line.quantity(), line.unitPriceMinor()));
    }
    return sum;
  }

  Json.Obj json() {
    return new JsonObjectBuilder()
        .text("adjustmentId", adjustmentId)
        .text("kind", kind.word())
        .text("target", target.toString())
        .text("shelf", shelf)
        .text("day", day.date())
        .text("currency", currency.code())
        .array("lines", lines.stream().map(SaleRecord.Line::json).toList())
        .text("partyId", partyId)
        .text("signature", signature)
        .json("document", document)
        .build();
  }
}
