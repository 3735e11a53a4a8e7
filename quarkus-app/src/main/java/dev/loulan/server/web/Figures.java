package dev.loulan.server.web;

import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.json.Fields;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the pages show, as the server knows it now. Calls may block on the read models; none changes
 * anything.
 */
public interface Figures {
  /** A device and what it last said of its shelf. */
  record DeviceRecord(
      String device,
      String shelf,
      String site,
      ZoneId zone,
      String state,
      Optional<Long> seenMicros,
      long lagEntries,
      Optional<Fields> live) {}

  /** A sale as journaled, with the evidence that belongs to it. */
  record SaleRecord(
      String id,
      String device,
      String shelf,
      ZoneId zone,
      long saleNo,
      String session,
      String tender,
      String currency,
      long grossMinor,
      long atMicros,
      Optional<BusinessDay> day,
      Optional<Long> openedMicros,
      Optional<Long> closedMicros,
      List<LineRecord> lines,
      List<StepRecord> steps,
      List<String> scans) {
    /** In place of its number: it is the answer to a review. */
    static final long NO_NUMBER = 0;

    /** The sale with these lines only, and their gross amount. */
    SaleRecord only(Predicate<LineRecord> wanted) {
      List<LineRecord> kept = lines.stream().filter(wanted).toList();
      long keptMinor = kept.stream().mapToLong(LineRecord::grossMinor).sum();
      return with(day, kept, keptMinor);
    }

    /** The sale on the day that its day close names. */
    SaleRecord on(Optional<BusinessDay> closedDay) {
      return with(closedDay, lines, grossMinor);
    }

    private SaleRecord with(
        Optional<BusinessDay> newDay, List<LineRecord> newLines, long newGrossMinor) {
      return new SaleRecord(
          id,
          device,
          shelf,
          zone,
          saleNo,
          session,
          tender,
          currency,
          newGrossMinor,
          atMicros,
          newDay,
          openedMicros,
          closedMicros,
          newLines,
          steps,
          scans);
    }
  }

  /** One kind of goods in a sale. */
  record LineRecord(
      String gtin,
      String name,
      long quantity,
      long unitPriceMinor,
      String supplierId,
      int taxBp,
      String priceVersion,
      String planogramVersion,
      long confidencePpm,
      String runnerUp) {
    long grossMinor() {
      return Math.multiplyExact(quantity, unitPriceMinor);
    }
  }

  /**
   * A change of weight that a sale or a question rests on.
   *
   * @param atMicros when it was over
   */
  record StepRecord(
      List<String> plates,
      long beginMicros,
      long atMicros,
      long deltaMg,
      long sigmaMg,
      String windowSha256) {}

  /** A question that the shelf asks. */
  record ReviewRecord(
      String id,
      String device,
      ZoneId zone,
      long atMicros,
      String reason,
      String candidates,
      List<StepRecord> steps) {}

  /**
   * What an operator decided about a review, as it stands on the ledger.
   *
   * @param day on which it is posted
   * @param open whether that day is not closed yet
   * @param partyId whose key signed it
   */
  record AnswerRecord(
      String reviewId,
      String device,
      String shelf,
      ZoneId zone,
      String currency,
      long atMicros,
      BusinessDay day,
      boolean open,
      String partyId,
      List<LineRecord> lines) {

    /** As one more sale, which nobody's weight steps show. */
    SaleRecord sale() {
      long grossMinor = lines.stream().mapToLong(LineRecord::grossMinor).sum();
      return new SaleRecord(
          reviewId,
          device,
          shelf,
          zone,
          SaleRecord.NO_NUMBER,
          "",
          "",
          currency,
          grossMinor,
          atMicros,
          Optional.of(day),
          Optional.empty(),
          Optional.empty(),
          lines,
          List.of(),
          List.of());
    }
  }

  /** A product as the planogram of a device knows it. */
  record ProductRecord(String gtin, String name, long unitWeightMg, String supplierId) {}

  List<DeviceRecord> devices();

  /** The last sales before this one, newest first. */
  List<SaleRecord> sales(Optional<String> before, int limit);

  Optional<SaleRecord> sale(String id);

  /** The sales of the day that is not closed yet. */
  List<SaleRecord> salesOfOpenDay();

  List<ReviewRecord> openReviews();

  /** A question of the shelf, answered or not. */
  Optional<ReviewRecord> review(String reviewId);

  /** Answers to the newest reviews under which something was sold, newest review first. */
  List<AnswerRecord> answers();

  Optional<AnswerRecord> answer(String reviewId);

  /** Statements of settled days, the newest day first; at most {@code limit}. */
  List<Fields> statements(int limit);

  /** A settled day, all its runs as one. */
  Optional<Fields> statement(BusinessDay day);

  /** Agreements that all three have signed. */
  List<Terms> agreements();

  List<ProductRecord> products(String device);

  /** A party's name, or its id. */
  String partyName(String partyId);

  /** Grows with every change of what pages show. */
  long version();
}
