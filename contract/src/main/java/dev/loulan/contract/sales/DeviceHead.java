package dev.loulan.contract.sales;

import dev.loulan.contract.state.Documents;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.merkle.Frontier;
import java.util.List;
import java.util.Optional;

/**
 * How far the ledger followed a device's log.
 *
 * @param frontier right edge of the epoch's log, as {@link Frontier#encode} writes it
 * @param totals over all epochs
 * @param open what no day close covers yet, over all epochs
 */
record DeviceHead(
    String epoch,
    Bytes frontier,
    Counters counters,
    Totals totals,
    OpenDay open,
    Optional<BusinessDay> lastClosedDay) {

  /** Counts and sum of sales. */
  record Totals(long sales, long reviews, long grossMinor) {
    static final Totals ZERO = new Totals(0, 0, 0);

    static Totals stored(Fields fields) {
      return new Totals(
          fields.integer("sales"), fields.integer("reviews"), fields.integer("gross"));
    }

    Totals withSale(long minor) {
      return new Totals(sales + 1, reviews, Math.addExact(grossMinor, minor));
    }

    Totals withReview() {
      return new Totals(sales, reviews + 1, grossMinor);
    }

    Json json() {
      return new JsonObjectBuilder()
          .integer("sales", sales)
          .integer("reviews", reviews)
          .integer("gross", grossMinor)
          .build();
    }
  }

  /**
   * The day that the next day close will name.
   *
   * @param ranges of earlier epochs, closed
   * @param current the range that grows in this epoch
   */
  record OpenDay(Totals totals, List<EntryRange> ranges, EntryRange current) {

    static OpenDay stored(Fields fields) {
      return new OpenDay(
          Totals.stored(fields.objectOrNone("totals").orElseThrow()),
          fields.objects("ranges").stream().map(EntryRange::stored).toList(),
          EntryRange.stored(fields.objectOrNone("current").orElseThrow()));
    }

    Json json() {
      return new JsonObjectBuilder()
          .json("totals", totals.json())
          .array("ranges", ranges.stream().map(EntryRange::json).toList())
          .json("current", current.json())
          .build();
    }
  }

  static DeviceHead stored(Json json) {
    Fields fields = Documents.fields(json);
    return new DeviceHead(
        fields.text("epoch"),
        Bytes.ofBase64(fields.text("frontier")),
        CountersDocument.stored(fields.objectOrNone("counters").orElseThrow()),
        Totals.stored(fields.objectOrNone("totals").orElseThrow()),
        OpenDay.stored(fields.objectOrNone("open").orElseThrow()),
        fields.textOrNone("lastClosedDay").map(BusinessDay::new));
  }

  Frontier log() {
    return Frontier.decode(frontier.toArray());
  }

  Json json() {
    return new JsonObjectBuilder()
        .text("epoch", epoch)
        .text("frontier", frontier.base64())
        .json("counters", CountersDocument.json(counters))
        .json("totals", totals.json())
        .json("open", open.json())
        .textOrNull("lastClosedDay", lastClosedDay.map(BusinessDay::date))
        .build();
  }

  LogState state() {
    Frontier log = log();
    return new LogState(epoch, log.size(), log.root(), counters);
  }
}
