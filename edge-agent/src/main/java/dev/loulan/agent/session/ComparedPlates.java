package dev.loulan.agent.session;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.session.EventFinder;
import dev.loulan.inference.session.Exchange;
import dev.loulan.inference.session.WeightEvent;
import dev.loulan.inference.signal.Step;
import dev.loulan.inference.signal.UnknownSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Events from levels that were compared across a boot. When each happened is not known, so only
 * plates that share a product are summed, and takes are put before returns.
 */
final class ComparedPlates {
  private final Planogram planogram;
  private final List<List<Change>> groups = new ArrayList<>();
  private final List<Step> differences = new ArrayList<>();

  private record Change(PlateId plate, List<Step> step, List<UnknownSpan> unknown) {}

  ComparedPlates(Planogram planogram) {
    this.planogram = planogram;
  }

  /** A plate was compared, whether it changed or not. */
  void compared(Step difference) {
    differences.add(difference);
  }

  void add(Step step) {
    add(new Change(step.plate(), List.of(step), List.of()));
  }

  void add(UnknownSpan span) {
    add(new Change(span.plate(), List.of(), List.of(span)));
  }

  /** The plates that changed. */
  List<PlateId> plates() {
    return groups.stream().flatMap(List::stream).map(Change::plate).sorted().toList();
  }

  /** Takes first, then what came back, each by its plates. */
  List<WeightEvent> events() {
    EventFinder finder = new EventFinder(planogram);
    List<WeightEvent> events = new ArrayList<>();
    for (List<Change> group : groups) {
      events.addAll(
          finder.find(
              group.stream().flatMap(c -> c.step().stream()).toList(),
              group.stream().flatMap(c -> c.unknown().stream()).toList()));
    }
    events.sort(
        Comparator.comparingInt((WeightEvent e) -> e.deltaMg() > 0 ? 1 : 0)
            .thenComparing(e -> e.plates().getFirst()));
    return events;
  }

  /**
   * Whether goods that left may have been put on a plate that was compared and others been taken
   * from there, so that only their difference is known: both would be weighed as what they are not.
   */
  boolean mayHide(Gtin gone, int units) {
    return planogram
        .product(gone)
        .filter(came -> differences.stream().anyMatch(step -> mayHide(came, units, step)))
        .isPresent();
  }

  private boolean mayHide(Product came, int units, Step difference) {
    return planogram.productsOn(difference.plate()).stream()
        .filter(left -> !left.gtin().equals(came.gtin()))
        .anyMatch(
            left -> Exchange.mayBe(left, came, units, difference.deltaMg(), difference.sigmaMg()));
  }

  private void add(Change change) {
    List<Change> merged = new ArrayList<>(List.of(change));
    groups.removeIf(group -> {
      boolean near = group.stream().anyMatch(c -> shareAProduct(c.plate(), change.plate()));
      if (near) {
        merged.addAll(group);
      }
      return near;
    });
    groups.add(merged);
  }

  private boolean shareAProduct(PlateId a, PlateId b) {
    return planogram.productsOn(a).stream().anyMatch(p -> planogram.platesOf(p.gtin()).contains(b));
  }
}
