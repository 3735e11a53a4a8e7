package dev.loulan.sync.readmodel;

import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.entry.Candidate;
import dev.loulan.journal.entry.Door;
import dev.loulan.journal.entry.Evidence;
import dev.loulan.journal.entry.Restock;
import dev.loulan.journal.entry.RestockLine;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.entry.Scan;
import dev.loulan.journal.entry.Tender;
import dev.loulan.journal.entry.WeightStep;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Entries as the JSON that the management API and web hooks show. */
public final class Documents {
  private Documents() {}

  /** Without the ids, which its reader adds. */
  public static JsonObjectBuilder sale(Sale sale) {
    return new JsonObjectBuilder()
        .integer("saleNo", sale.saleNo())
        .text("session", sale.session())
        .json("tender", tender(sale.tender()))
        .text("currency", sale.currency())
        .integer("gross", sale.lineTotalMinor())
        .array("lines", sale.lines().stream().map(Documents::line).toList());
  }

  static JsonObjectBuilder review(ReviewOpened review) {
    return new JsonObjectBuilder()
        .integer("reviewNo", review.reviewNo())
        .text("session", review.session())
        .json("tender", tender(review.tender()))
        .text("reason", review.reason())
        .array("candidates", review.candidates().stream().map(Documents::candidate).toList());
  }

  /** Without the ids, as for a sale. */
  public static JsonObjectBuilder restock(Restock restock) {
    return new JsonObjectBuilder()
        .text("session", restock.session())
        .text("supplierId", restock.supplierId())
        .array("lines", restock.lines().stream().map(Documents::line).toList());
  }

  static Json.Obj step(WeightStep step, long seq) {
    return new JsonObjectBuilder()
        .integer("seq", seq)
        .text("board", step.board())
        .texts("plates", step.plates())
        .integer("beginMicros", step.beginMicros())
        .integer("endMicros", step.endMicros())
        .integer("deltaMg", step.deltaMg())
        .integer("sigmaMg", step.sigmaMg())
        .text("kind", step.kind().word())
        .build();
  }

  static Json.Obj scan(Scan scan, long atMicros) {
    return new JsonObjectBuilder()
        .text("scanner", scan.scanner())
        .text("code", scan.code())
        .integer("atMicros", atMicros)
        .build();
  }

  static Json.Obj door(Door door, long atMicros) {
    return new JsonObjectBuilder()
        .text("door", door.door())
        .flag("open", door.open())
        .integer("atMicros", atMicros)
        .build();
  }

  static List<Json.Obj> evidence(List<Evidence> evidence) {
    return evidence.stream()
        .map(each ->
            new JsonObjectBuilder()
                .integer("stepSeq", each.stepSeq())
                .text("windowSha256", each.windowSha256().hex())
                .build())
        .toList();
  }

  private static Json line(RestockLine line) {
    return new JsonObjectBuilder()
        .text("gtin", line.gtin())
        .integer("quantity", line.quantity())
        .integer("confidencePpm", line.confidencePpm())
        .build();
  }

  private static Json line(SaleLine line) {
    return new JsonObjectBuilder()
        .text("gtin", line.gtin())
        .integer("quantity", line.quantity())
        .integer("unitPrice", line.unitPriceMinor())
        .integer("amount", line.amountMinor())
        .text("supplierId", line.supplierId())
        .integer("taxBp", line.taxBp())
        .text("priceVersion", line.priceVersion())
        .text("planogramVersion", line.planogramVersion())
        .integer("confidencePpm", line.confidencePpm())
        .json(
            "runnerUp",
            Optional.ofNullable(line.runnerUp()).map(Documents::candidate).orElse(new Json.Null()))
        .build();
  }

  private static Json candidate(Candidate candidate) {
    return new JsonObjectBuilder()
        .text("gtin", candidate.gtin())
        .integer("quantity", candidate.quantity())
        .integer("probabilityPpm", candidate.probabilityPpm())
        .build();
  }

  private static Json tender(@Nullable Tender tender) {
    return tender == null
        ? new Json.Null()
        : new JsonObjectBuilder()
            .text("provider", tender.provider())
            .text("merchant", tender.merchant())
            .text("reference", tender.reference())
            .build();
  }
}
