package dev.loulan.simulation.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.simulation.edge.Edges;
import dev.loulan.simulation.run.Outcome;
import dev.loulan.simulation.run.Scenario;
import dev.loulan.simulation.run.Simulation;
import dev.loulan.simulation.world.FaultKind;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each lie is told in some run, and refused; that its code is the right one is an invariant. */
class LiesTest {
  private static final int SEEDS = 25;

  @Test
  void each_lie_of_server_operator_and_host_is_told_and_refused() {
    Set<FaultKind> lies =
        EnumSet.of(FaultKind.SERVER_LIES, FaultKind.OPERATOR_LIES, FaultKind.HOST_LIES);
    Set<String> refused = new TreeSet<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      Outcome outcome =
          Simulation.run(
              new Scenario(seed, 2, 4, lies),
              Edges.NONE,
              event -> {
                if (event.what().startsWith("refuses that ")) {
                  refused.add(event.what().replaceAll(" of shelf.*|: PAYOUT.*", ""));
                }
              });
      assertThat(outcome.violations()).as("seed %d", seed).isEmpty();
    }
    Set<String> ofTheServer =
        EnumSet.allOf(BatchLie.class).stream()
            .map(lie -> "refuses that the server " + lie.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    assertThat(refused).containsAll(ofTheServer);
    assertThat(refused)
        .filteredOn(what -> what.contains("that op "))
        .as("lies of the operator")
        .hasSizeGreaterThanOrEqualTo(8);
    assertThat(refused)
        .filteredOn(what -> what.contains("that lobby-co "))
        .as("lies of the host")
        .hasSizeGreaterThanOrEqualTo(5);
  }
}
