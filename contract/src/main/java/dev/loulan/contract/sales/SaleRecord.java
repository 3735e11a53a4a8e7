package dev.loulan.contract.sales;

import dev.loulan.contract.state.Documents;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.matching.TenderReference;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.entry.Tender;
import java.util.List;
import java.util.Optional;

/**
 * A verified sale as the ledger keeps it.
 *
 * @param saleId {@code device:epoch(hex):seq}
 */
public record SaleRecord(
    String saleId,
    String deviceId,
    String shelf,
    long seq,
    long saleNo,
    String session,
    long atMicros,
    Optional<TenderReference> tender,
    List<Line> lines,
    long grossMinor) {

  /**
   * One product of the sale.
   *
   * @param campaign code of the campaign whose price list sold it
   */
  public record Line(
      String gtin,
      long quantity,
      long unitPriceMinor,
      String supplierId,
      int taxBp,
      long confidencePpm,
      Optional<String> campaign) {

    static Line of(SaleLine line) {
      String version = line.priceVersion();
      int sign = version.indexOf('#');
      return new Line(
          line.gtin(),
          line.quantity(),
          line.unitPriceMinor(),
          line.supplierId(),
          Math.toIntExact(line.taxBp()),
          line.confidencePpm(),
          sign < 0 ? Optional.empty() : Optional.of(version.substring(sign + 1)));
    }

    public static Line stored(Fields fields) {
      return new Line(
          fields.text("gtin"),
          fields.integer("quantity"),
          fields.integer("unitPrice"),
          fields.text("supplierId"),
          Math.toIntExact(fields.integer("taxBp")),
          fields.integer("confidencePpm"),
          fields.textOrNone("campaign"));
    }

    public Json json() {
      JsonObjectBuilder json =
          new JsonObjectBuilder()
              .text("gtin", gtin)
              .integer("quantity", quantity)
              .integer("unitPrice", unitPriceMinor)
              .text("supplierId", supplierId)
              .integer("taxBp", taxBp)
              .integer("confidencePpm", confidencePpm);
      campaign.ifPresent(code -> json.text("campaign", code));
      return json.build();
    }
  }

  /** The record of a sale in a device's journal. */
  static SaleRecord of(String deviceId, String shelf, JournalEntry entry, Sale sale) {
    return new SaleRecord(
        EntryId.of(deviceId, entry),
        deviceId,
        shelf,
        entry.seq(),
        sale.saleNo(),
        sale.session(),
        entry.header().atMicros(),
        Optional.ofNullable(sale.tender()).map(SaleRecord::tender),
        sale.lines().stream().map(Line::of).toList(),
        sale.lineTotalMinor());
  }

  static TenderReference tender(Tender tender) {
    return new TenderReference(tender.provider(), tender.merchant(), tender.reference());
  }

  static SaleRecord stored(Json json) {
    Fields fields = Documents.fields(json);
    return new SaleRecord(
        fields.text("saleId"),
        fields.text("deviceId"),
        fields.text("shelf"),
        fields.integer("seq"),
        fields.integer("saleNo"),
        fields.text("session"),
        fields.integer("atMicros"),
        fields.objectOrNone("tender").map(SaleRecord::tender),
        fields.objects("lines").stream().map(Line::stored).toList(),
        fields.integer("gross"));
  }

  public Json json() {
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .text("saleId", saleId)
            .text("deviceId", deviceId)
            .text("shelf", shelf)
            .integer("seq", seq)
            .integer("saleNo", saleNo)
            .text("session", session)
            .integer("atMicros", atMicros)
            .array("lines", lines.stream().map(Line::json).toList())
            .integer("gross", grossMinor);
    json.json("tender", tender.<Json>map(SaleRecord::json).orElse(new Json.Null()));
    return json.build();
  }

  static TenderReference tender(Fields fields) {
    return new TenderReference(
        fields.text("provider"), fields.text("merchant"), fields.text("reference"));
  }

  static Json json(TenderReference tender) {
    return new JsonObjectBuilder()
        .text("provider", tender.provider())
        .text("merchant", tender.merchant())
        .text("reference", tender.reference())
        .build();
  }
}
