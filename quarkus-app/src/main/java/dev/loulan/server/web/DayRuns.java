package dev.loulan.server.web;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All runs of a settled day as one: amounts and lines of every run, cases as the last has them. */
final class DayRuns {
  private DayRuns() {}

  private record Place(String party, String partyId) {}

  /** The whole day; empty before its first run. */
  static Optional<Fields> whole(List<Fields> runs) {
    if (runs.size() < 2) {
      return runs.stream().findFirst();
    }
    Fields last = runs.getLast();
    JsonObjectBuilder whole =
        new JsonObjectBuilder()
            .text("day", last.text("day"))
            .text("currency", last.text("currency"))
            .array("lines", lines(runs))
            .array("shares", sums(runs, "shares", "amount"))
            .texts("waiting", last.texts("waiting"));
    for (String name : List.of("gross", "held", "sales", "reviews")) {
      whole.integer(name, sum(runs, name));
    }
    whole.integer("run", last.integer("run"));
    for (String name : List.of("bill", "cases")) {
      last.find(name).ifPresent(found -> whole.json(name, found));
    }
    return Optional.of(Fields.of(whole.build(), "statement"));
  }

  /** The lines of sales and decisions run by run, then one rounding. */
  private static List<Json> lines(List<Fields> runs) {
    List<Json> lines = new ArrayList<>();
    List<Fields> roundings = new ArrayList<>();
    for (Fields run : runs) {
      if (run.find("lines").orElse(null) instanceof Json.Arr all) {
        for (Json line : all.items()) {
          Fields fields = Fields.of(line, "line");
          if (fields.text("kind").equals("rounding")) {
            roundings.add(fields);
          } else {
            lines.add(line);
          }
        }
      }
    }
    if (!roundings.isEmpty()) {
      lines.add(
          new JsonObjectBuilder()
              .text("kind", "rounding")
              .array("shares", sums(roundings, "shares", "exact"))
              .build());
    }
    return lines;
  }

  private static List<Json> sums(List<Fields> documents, String list, String name) {
    Map<Place, Long> sums = new LinkedHashMap<>();
    for (Fields document : documents) {
      for (Fields share : document.objects(list)) {
        sums.merge(
            new Place(share.text("party"), share.text("partyId")),
            share.integer(name),
            Math::addExact);
      }
    }
    List<Json> shares = new ArrayList<>();
    sums.forEach((place, amount) ->
        shares.add(
            new JsonObjectBuilder()
                .text("party", place.party())
                .text("partyId", place.partyId())
                .integer(name, amount)
                .build()));
    return shares;
  }

  private static long sum(List<Fields> runs, String name) {
    return runs.stream().mapToLong(run -> run.integer(name)).reduce(0L, Math::addExact);
  }
}
