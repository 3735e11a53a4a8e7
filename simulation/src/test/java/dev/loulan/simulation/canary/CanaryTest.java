package dev.loulan.simulation.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.simulation.edge.Canary;
import dev.loulan.simulation.run.Outcome;
import dev.loulan.simulation.run.Scenario;
import dev.loulan.simulation.run.Simulation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A canary that is not found means that the simulation is blind there. */
class CanaryTest {
  private static final int SEEDS = 200;

  static Stream<String> names() {
    return all().stream().map(Canary::name);
  }

  private static List<Canary> all() {
    return new PlantedBugs().canaries();
  }

  @Test
  void there_are_at_least_sixteen_with_names_of_their_own() {
    assertThat(names().distinct().count()).isEqualTo(all().size()).isGreaterThanOrEqualTo(16);
  }

  /** One shelf and few days: what is found here is found all the more in a whole run. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void is_found_by_an_invariant_within_200_seeds(String name) {
    Canary canary = all().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    for (long seed = 1; seed <= SEEDS; seed++) {
      int days = Math.min(3, Scenario.of(seed).days());
      Outcome outcome = Simulation.run(Scenario.of(seed, 1, days), canary.edges().get());
      if (!outcome.isSound()) {
        System.out.println("canary " + name + " is found at seed " + seed);
        assertThat(outcome.violations().getFirst().invariant())
            .as("%s at seed %d", outcome.violations(), seed)
            .isNotEqualTo("no-crash");
        return;
      }
    }
    throw new AssertionError("no seed up to " + SEEDS + " finds " + name);
  }
}
