package dev.loulan.sync.intake;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.merkle.Frontier;
import java.util.Optional;

/** What the server knows of one epoch of a device: the tree's edge, counters, checkpoints. */
public record EpochState(
    EpochId epoch, Frontier frontier, Counters counters, String checkpoint, String cosigned) {
  static EpochState begin(EpochId epoch) {
    return new EpochState(epoch, new Frontier(), Counters.ZERO, "", "");
  }

  Position position() {
    return new Position(
        Optional.of(epoch), frontier.size(), frontier.root(), Optional.of(cosigned));
  }

  /** Reads what {@link #countersText} and {@link Frontier#encode} write. */
  static EpochState stored(
      EpochId epoch, byte[] frontier, String counters, String checkpoint, String cosigned) {
    return new EpochState(
        epoch, Frontier.decode(frontier), counters(counters), checkpoint, cosigned);
  }

  String countersText() {
    return text(counters);
  }

  private static String text(Counters counters) {
    return new JsonObjectBuilder()
        .integer("ledgerNo", counters.ledgerNo())
        .integer("sales", counters.sales())
        .integer("reviews", counters.reviews())
        .integer("gross", counters.grossMinor())
        .textOrNull("currency", Optional.ofNullable(counters.currency()))
        .integer("daySales", counters.daySales())
        .integer("dayReviews", counters.dayReviews())
        .integer("dayMinor", counters.dayMinor())
        .textOrNull("lastDay", Optional.ofNullable(counters.lastDay()))
        .build()
        .text();
  }

  private static Counters counters(String text) {
    Fields fields = Fields.of(JsonReader.read(text), "counters");
    return new Counters(
        fields.integer("ledgerNo"),
        fields.integer("sales"),
        fields.integer("reviews"),
        fields.integer("gross"),
        fields.textOrNone("currency").orElse(null),
        fields.integer("daySales"),
        fields.integer("dayReviews"),
        fields.integer("dayMinor"),
        fields.textOrNone("lastDay").orElse(null));
  }
}
