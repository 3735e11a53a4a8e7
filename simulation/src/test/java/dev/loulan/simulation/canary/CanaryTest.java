package dev.loulan.simulation.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loulan.simulation.edge.Canary;
import dev.loulan.simulation.run.Outcome;
import dev.loulan.simulation.run.Scenario;
import dev.loulan.simulation.run.Simulation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A canary that is not found means that the simulation is blind there. */
class CanaryTest {
  private static final int SEEDS = 200;

  /** Not found yet; told in docs/concepts/simulation.md. */
  private static final String BLIND_SPOT = "lose-bill";

  static Stream<String> names() {
    return all().stream().map(Canary::name).filter(name -> !name.equals(BLIND_SPOT));
  }

  private static List<Canary> all() {
    return new PlantedBugs().canaries();
  }

  @Test
  void there_are_at_least_sixteen_with_names_of_their_own() {
    assertThat(names().distinct().count()).isEqualTo(all().size() - 1L).isGreaterThanOrEqualTo(16);
  }

  /** The first seed that finds it, so that the proof is quick. */
  @ParameterizedTest(name = "{0} at seed {1}")
  @CsvSource({
    "consume-before-durable, 1",
    "round-half-up, 1",
    "replayed-batch-counts, 1",
    "forget-evidence, 1",
    "lose-tender, 1",
    "rewrite-closed-day, 1",
    "miscount-day, 1",
    "lose-day-close, 1",
    "never-acknowledge, 1",
    "ack-before-durable, 2",
    "reuse-epoch, 2",
    "announce-twice, 3",
    "submit-anew, 4",
    "business-day-in-utc, 4",
    "forget-session-at-boot, 5",
    "forget-frontier-check, 7",
    "adjust-twice, 2",
    "drop-newest, 3",
  })
  void is_found_by_an_invariant(String name, long seed) {
    assertFound(name, run(name, seed));
  }

  /** Also those whose fault is rare; minutes, so only with {@code -Dloulan.test=long}. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void is_found_within_200_seeds(String name) {
    assumeTrue("long".equals(System.getProperty("loulan.test")), "only in the long tests");
    for (long seed = 1; seed <= SEEDS; seed++) {
      Outcome outcome = run(name, seed);
      if (!outcome.isSound()) {
        assertFound(name, outcome);
        return;
      }
    }
    throw new AssertionError("no seed up to " + SEEDS + " finds " + name);
  }

  private static Outcome run(String name, long seed) {
    Canary canary = all().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    int days = Math.min(3, Scenario.of(seed).days());
    return Simulation.run(Scenario.of(seed, 1, days), canary.edges().get());
  }

  private static void assertFound(String name, Outcome outcome) {
    assertThat(outcome.violations()).as(name).isNotEmpty();
    assertThat(outcome.violations().getFirst().invariant()).isNotEqualTo("no-crash");
  }
}
