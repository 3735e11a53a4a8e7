package dev.loulan.simulation.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.simulation.edge.Canary;
import dev.loulan.simulation.run.Outcome;
import dev.loulan.simulation.run.Scenario;
import dev.loulan.simulation.run.Shrinking;
import dev.loulan.simulation.run.Simulation;
import org.junit.jupiter.api.Test;

/** A failure is told with a shorter run that still fails. */
class ShrinkingTest {

  @Test
  void a_run_that_fails_by_a_planted_bug_is_cut_to_one_shelf_one_day_and_hardly_a_fault() {
    Canary canary =
        new PlantedBugs()
            .canaries().stream()
                .filter(c -> c.name().equals("miscount-day"))
                .findFirst()
                .orElseThrow();
    Outcome failed = Simulation.run(Scenario.of(2, 2, 3), canary.edges().get());
    assertThat(failed.isSound()).isFalse();
    Outcome smaller = new Shrinking(canary.edges(), 60).smallest(failed);
    String invariant = failed.violations().getFirst().invariant();
    assertThat(smaller.violations()).anyMatch(v -> v.invariant().equals(invariant));
    assertThat(smaller.scenario().shelves()).isEqualTo(1);
    assertThat(smaller.scenario().days()).isEqualTo(1);
    assertThat(smaller.scenario().faults()).hasSizeLessThanOrEqualTo(2);
  }
}
