package dev.loulan.testkit.sim;

import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.testkit.chance.Chance;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the payment provider says it collected on a day, made from what the shoppers really took.
 * One line is missing and one differs, as happens.
 *
 * @param missing reference of the session without a line; empty when fewer than two were charged
 * @param differing reference of the line with a wrong amount; empty when none was charged
 */
public record ProviderBill(
    LocalDate day,
    ZoneId zone,
    String provider,
    String merchant,
    String currency,
    List<Line> lines,
    Optional<String> missing,
    Optional<String> differing) {

  /** What the provider collected for one reference, and its fee, in minor units. */
  public record Line(String reference, long amountMinor, long atMicros, long feeMinor) {}

  public ProviderBill {
    lines = List.copyOf(lines);
  }

  static ProviderBill of(ShelfDay day, DemoTerms terms) {
    List<Visit> charged = day.charged();
    Chance chance = Chance.of(day.seed(), ~day.day().toEpochDay());
    int differing = charged.isEmpty() ? -1 : chance.below(charged.size());
    int missing =
        charged.size() < 2
            ? -1
            : (differing + 1 + chance.below(charged.size() - 1)) % charged.size();
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < charged.size(); i++) {
      if (i != missing) {
        Visit visit = charged.get(i);
        long amount = visit.amountMinor() + (i == differing ? 100 : 0);
        lines.add(new Line(visit.reference(), amount, visit.closeMicros(), fee(amount)));
      }
    }
    return new ProviderBill(
        day.day(),
        day.zone(),
        terms.provider(),
        merchant(terms),
        day.shelf().currency(),
        lines,
        reference(charged, missing),
        reference(charged, differing));
  }

  /** The merchant account that tenders and bills of a shelf name. */
  public static String merchant(DemoTerms terms) {
    return terms.operator() + "-" + terms.shelf();
  }

  private static Optional<String> reference(List<Visit> charged, int index) {
    return index < 0 ? Optional.empty() : Optional.of(charged.get(index).reference());
  }

  private static long fee(long amountMinor) {
    return (amountMinor * DemoTerms.FEE_BP + 5_000) / 10_000;
  }

  /** The body of {@code POST /bills}, as in {@code docs/formats/admin-api.md}. */
  public Json json() {
    return new JsonObjectBuilder()
        .text("day", day.toString())
        .text("provider", provider)
        .text("merchant", merchant)
        .text("currency", currency)
        .array("lines", lines.stream().map(this::lineJson).toList())
        .json("digest", new Json.Null())
        .build();
  }

  private Json lineJson(Line line) {
    Instant at = Instant.EPOCH.plus(line.atMicros(), ChronoUnit.MICROS);
    return new JsonObjectBuilder()
        .text("reference", line.reference())
        .integer("amount", line.amountMinor())
        .text("at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone)))
        .integer("fee", line.feeMinor())
        .build();
  }
}
