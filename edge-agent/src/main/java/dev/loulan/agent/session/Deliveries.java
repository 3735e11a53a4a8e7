package dev.loulan.agent.session;

import dev.loulan.domain.planogram.Planogram;
import dev.loulan.inference.session.Line;
import dev.loulan.inference.session.ReadingPolicy;
import dev.loulan.inference.session.SessionEvidence;
import dev.loulan.inference.session.SessionReader;
import dev.loulan.inference.session.WeightEvent;
import dev.loulan.journal.entry.Evidence;
import dev.loulan.journal.entry.Restock;
import dev.loulan.journal.entry.RestockLine;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was delivered while restocking, as far as the shelf's own weight confirms it: the reading of
 * a sale with every sign turned round. What is not sure, and what was taken out, is not listed.
 */
final class Deliveries {
  private final Catalogue catalogue;
  private final Planogram planogram;
  private final List<WeightEvent> events;

  /**
   * @param planogram the catalogue's, with what was learned of its goods
   */
  Deliveries(Catalogue catalogue, Planogram planogram, List<WeightEvent> events) {
    this.catalogue = catalogue;
    this.planogram = planogram;
    this.events = events;
  }

  /**
   * One entry for each supplier with something delivered, by supplier.
   *
   * @param evidence of each event, in their order
   */
  List<Restock> entries(String session, List<Evidence> evidence) {
    SortedMap<String, List<Line>> bySupplier = new TreeMap<>();
    for (Line line : lines()) {
      catalogue
          .termsOf(line.gtin())
          .ifPresent(terms ->
              bySupplier.computeIfAbsent(terms.supplierId(), _ -> new ArrayList<>()).add(line));
    }
    List<Restock> entries = new ArrayList<>();
    bySupplier.forEach((supplier, lines) -> {
      TreeSet<Integer> used = new TreeSet<>();
      lines.forEach(line -> used.addAll(line.evidence()));
      entries.add(
          new Restock(
              session,
              supplier,
              lines.stream().map(Deliveries::entry).toList(),
              used.stream().map(evidence::get).toList()));
    });
    return entries;
  }

  private static RestockLine entry(Line line) {
    return new RestockLine(line.gtin().value(), line.quantity(), line.confidencePpm());
  }

  /** What was surely delivered, with indexes into the events. */
  List<Line> lines() {
    List<WeightEvent> turned = events.stream().map(Deliveries::turned).toList();
    return new SessionReader(ReadingPolicy.DEFAULT)
        .read(new SessionEvidence(turned, List.of(), planogram))
        .lines();
  }

  private static WeightEvent turned(WeightEvent event) {
    WeightEvent.Kind kind =
        switch (event.kind()) {
          case TAKE -> WeightEvent.Kind.RETURN;
          case RETURN -> WeightEvent.Kind.TAKE;
          case UNKNOWN -> WeightEvent.Kind.UNKNOWN;
        };
    return new WeightEvent(
        event.board(),
        event.plates(),
        event.beginMicros(),
        event.endMicros(),
        -event.deltaMg(),
        event.sigmaMg(),
        kind);
  }
}
