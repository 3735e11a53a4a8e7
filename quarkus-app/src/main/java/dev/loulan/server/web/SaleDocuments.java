package dev.loulan.server.web;

import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Fields;
import dev.loulan.server.devices.RegisteredDevice;
import dev.loulan.server.web.Figures.AnswerRecord;
import dev.loulan.server.web.Figures.LineRecord;
import dev.loulan.server.web.Figures.ReviewRecord;
import dev.loulan.server.web.Figures.SaleRecord;
import dev.loulan.server.web.Figures.StepRecord;
import dev.loulan.sync.readmodel.SalesModel.ReviewRow;
import dev.loulan.sync.readmodel.SalesModel.SaleRow;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads the documents of the read model as the records that pages show; for one device. */
final class SaleDocuments {
  private final RegisteredDevice device;
  private final UnaryOperator<String> productName;

  /** {@code productName} gives the name of a GTIN, or the GTIN. */
  SaleDocuments(RegisteredDevice device, UnaryOperator<String> productName) {
    this.device = device;
    this.productName = productName;
  }

  SaleRecord sale(SaleRow row) {
    Fields document = Fields.of(row.document(), "sale");
    List<Fields> doors = document.objects("doors");
    return new SaleRecord(
        row.saleId(),
        device.device(),
        device.shelf(),
        zone(),
        document.integer("saleNo"),
        document.text("session"),
        document.objectOrNone("tender").map(SaleDocuments::tender).orElse(""),
        row.currency(),
        row.grossMinor(),
        row.atMicros(),
        row.day().map(BusinessDay::new),
        moved(doors, true),
        moved(doors, false),
        document.objects("lines").stream().map(this::line).toList(),
        steps(document),
        document.objects("scans").stream().map(scan -> scan.text("code")).toList());
  }

  ReviewRecord review(ReviewRow row) {
    Fields document = Fields.of(row.document(), "review");
    return new ReviewRecord(
        row.reviewId(),
        device.device(),
        zone(),
        row.atMicros(),
        document.text("reason"),
        String.join(", ", document.objects("candidates").stream().map(this::candidate).toList()),
        steps(document));
  }

  /**
   * What was decided about a review.
   *
   * @param lastClosed business day that the device closed last; empty before the first
   */
  AnswerRecord answer(ReviewRow row, Fields decided, Optional<String> lastClosed) {
    String day = decided.text("day");
    return new AnswerRecord(
        row.reviewId(),
        device.device(),
        device.shelf(),
        zone(),
        decided.text("currency"),
        row.atMicros(),
        new BusinessDay(day),
        lastClosed.filter(closed -> closed.compareTo(day) >= 0).isEmpty(),
        decided.text("partyId"),
        decided.objects("lines").stream().map(this::decidedLine).toList());
  }

  private LineRecord decidedLine(Fields line) {
    String gtin = line.text("gtin");
    return new LineRecord(
        gtin,
        productName.apply(gtin),
        line.integer("quantity"),
        line.integer("unitPrice"),
        line.text("supplierId"),
        Math.toIntExact(line.integer("taxBp")),
        "",
        "",
        0,
        "");
  }

  private ZoneId zone() {
    return ZoneId.of(device.zone());
  }

  private static String tender(Fields tender) {
    return tender.text("provider") + " · " + tender.text("reference");
  }

  /** When the door first opened, or last closed, in the session. */
  private static Optional<Long> moved(List<Fields> doors, boolean open) {
    List<Long> times =
        doors.stream()
            .filter(door -> door.flag("open") == open)
            .map(door -> door.integer("atMicros"))
            .toList();
    if (times.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(open ? times.getFirst() : times.getLast());
  }

  private LineRecord line(Fields line) {
    String gtin = line.text("gtin");
    return new LineRecord(
        gtin,
        productName.apply(gtin),
        line.integer("quantity"),
        line.integer("unitPrice"),
        line.text("supplierId"),
        Math.toIntExact(line.integer("taxBp")),
        line.text("priceVersion"),
        line.text("planogramVersion"),
        line.integer("confidencePpm"),
        line.objectOrNone("runnerUp").map(this::candidate).orElse(""));
  }

  private String candidate(Fields candidate) {
    long tenths = candidate.integer("probabilityPpm") / 1_000;
    return "%d × %s (%d.%d %%)"
        .formatted(
            candidate.integer("quantity"),
            productName.apply(candidate.text("gtin")),
            tenths / 10,
            tenths % 10);
  }

  /** The steps that a sale or review names as its evidence, each with the hash of its window. */
  private static List<StepRecord> steps(Fields document) {
    Map<Long, Fields> bySeq = new HashMap<>();
    document.objects("steps").forEach(step -> bySeq.put(step.integer("seq"), step));
    List<StepRecord> steps = new ArrayList<>();
    for (Fields evidence : document.objects("evidence")) {
      Fields step = bySeq.get(evidence.integer("stepSeq"));
      if (step != null) {
        steps.add(
            new StepRecord(
                step.texts("plates").stream()
                    .map(plate -> step.text("board") + "/" + plate)
                    .toList(),
                step.integer("beginMicros"),
                step.integer("endMicros"),
                step.integer("deltaMg"),
                step.integer("sigmaMg"),
                evidence.text("windowSha256")));
      }
    }
    return steps;
  }
}
