package dev.loulan.clearing.trial;

import dev.loulan.clearing.sales.SalesMapping;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.matching.TenderReference;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The bills that a sales file holds as well: one a day and provider, cash on its own. */
final class Payment {
  private Payment() {}

  static String provider(SalesMapping mapping, Sold sold) {
    return sold.first().cash() ? TenderReference.CASH : mapping.provider();
  }

  /** All bills in the order of their days; a line says on which day its sale was. */
  static List<Json.Obj> bills(SalesMapping mapping, List<Sold> sold) {
    TreeMap<LocalDate, TreeMap<String, List<Json>>> bills = new TreeMap<>();
    for (Sold each : sold) {
      billDay(each)
          .ifPresent(day ->
              bills
                  .computeIfAbsent(day, d -> new TreeMap<>())
                  .computeIfAbsent(provider(mapping, each), p -> new ArrayList<>())
                  .add(line(each)));
    }
    List<Json.Obj> all = new ArrayList<>();
    bills.forEach((day, byProvider) ->
        byProvider.forEach((provider, lines) -> all.add(bill(mapping, day, provider, lines))));
    return all;
  }

  /** A line that waits is billed with its day where the file does not say, so that it is a case. */
  private static Optional<LocalDate> billDay(Sold sold) {
    Optional<LocalDate> said = sold.first().billDay();
    return said.isPresent() || !sold.isHeld() ? said : Optional.of(sold.first().day());
  }

  private static Json.Obj bill(
      SalesMapping mapping, LocalDate day, String provider, List<Json> lines) {
    return new JsonObjectBuilder()
        .text("day", day.toString())
        .text("currency", mapping.currency().code())
        .text("provider", provider)
        .text("merchant", mapping.merchant())
        .array("lines", lines)
        .build();
  }

  private static Json line(Sold sold) {
    return new JsonObjectBuilder()
        .text("reference", sold.reference())
        .integer("amount", sold.totalMinor())
        .text("saleDay", sold.first().day().toString())
        .build();
  }
}
