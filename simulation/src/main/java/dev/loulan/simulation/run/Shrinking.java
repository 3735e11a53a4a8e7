package dev.loulan.simulation.run;

import dev.loulan.simulation.edge.Edges;
import dev.loulan.simulation.world.FaultKind;
import dev.loulan.simulation.world.Faults;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** Looks for a smaller scenario of a seed that still breaks the same invariant. */
public final class Shrinking {
  private final Supplier<Edges> edges;
  private int runsLeft;

  /**
   * A search that gives up after some runs.
   *
   * @param edges fresh ones for each run
   */
  public Shrinking(Supplier<Edges> edges, int mostRuns) {
    this.edges = edges;
    this.runsLeft = mostRuns;
  }

  /** The smallest outcome found; the given one when nothing smaller fails. */
  public Outcome smallest(Outcome failed) {
    String invariant = failed.violations().getFirst().invariant();
    Outcome best = failed;
    best = fewerDays(best, invariant);
    best = fewerShelves(best, invariant);
    return fewerFaults(best, invariant);
  }

  private Outcome fewerDays(Outcome failed, String invariant) {
    Outcome best = failed;
    for (int days = 1; days < best.scenario().days(); days++) {
      Scenario s = best.scenario();
      best = tryOut(s.with(s.shelves(), days, s.faults()), invariant, best);
    }
    return best;
  }

  private Outcome fewerShelves(Outcome failed, String invariant) {
    Outcome best = failed;
    for (int shelves = 1; shelves < best.scenario().shelves(); shelves++) {
      Scenario s = best.scenario();
      best = tryOut(s.with(shelves, s.days(), s.faults()), invariant, best);
    }
    return best;
  }

  /** Without the kinds that the seed leaves out anyway, then without one after the other. */
  private Outcome fewerFaults(Outcome failed, String invariant) {
    Scenario all = failed.scenario();
    Set<FaultKind> drawn = new Faults(all.seed(), all.faults()).kinds();
    Outcome best = drawn.isEmpty() ? failed : tryOut(only(failed, drawn), invariant, failed);
    for (FaultKind kind : EnumSet.copyOf(best.scenario().faults())) {
      Set<FaultKind> left = EnumSet.copyOf(best.scenario().faults());
      if (left.remove(kind) && !left.isEmpty()) {
        best = tryOut(only(best, left), invariant, best);
      }
    }
    return best;
  }

  private static Scenario only(Outcome outcome, Set<FaultKind> kinds) {
    Scenario s = outcome.scenario();
    return s.with(s.shelves(), s.days(), kinds);
  }

  private Outcome tryOut(Scenario scenario, String invariant, Outcome otherwise) {
    if (runsLeft-- <= 0) {
      return otherwise;
    }
    Outcome outcome = Simulation.run(scenario, edges.get());
    boolean same = outcome.violations().stream().anyMatch(v -> v.invariant().equals(invariant));
    return same ? outcome : otherwise;
  }
}
