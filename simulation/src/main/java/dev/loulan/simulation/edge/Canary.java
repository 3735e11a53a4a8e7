package dev.loulan.simulation.edge;

import java.util.List;
import java.util.function.Supplier;

/**
 * A planted bug that the simulation must find.
 *
 * @param name as {@code --canary} takes it
 * @param edges fresh ones for each run
 */
public record Canary(String name, Supplier<Edges> edges) {

  /** Where planted bugs come from, found by the service loader; only tests have one. */
  public interface Source {
    List<Canary> canaries();
  }
}
