package dev.loulan.agent.session;

import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.session.EventFinder;
import dev.loulan.inference.session.WeightEvent;
import dev.loulan.inference.signal.Step;
import dev.loulan.inference.signal.UnknownSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Events from levels that were compared across a boot. When within the session each happened is not
 * known, so only plates that share a product are summed, and takes are put before returns.
 */
final class ComparedPlates {
  private final Planogram planogram;
  private final List<List<Change>> groups = new ArrayList<>();

  private record Change(PlateId plate, List<Step> step, List<UnknownSpan> unknown) {}

  ComparedPlates(Planogram planogram) {
    this.planogram = planogram;
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
