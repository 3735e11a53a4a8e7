package dev.loulan.simulation.run;

import dev.loulan.simulation.world.FaultKind;
import dev.loulan.simulation.world.History;
import dev.loulan.simulation.world.Violation;
import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param hash over everything that happened
 * @param shelfDays simulated
 * @param sales that stand on the ledger
 * @param sessions that opened
 * @param signalSessions of these, read from dense samples
 * @param faults how often each kind struck
 * @param last the last events before the first violation, or before the end
 */
public record Outcome(
    Scenario scenario,
    String hash,
    long shelfDays,
    long sales,
    long reviews,
    long sessions,
    long signalSessions,
    long events,
    Map<FaultKind, Long> faults,
    List<Violation> violations,
    List<History.Event> last) {

  public Outcome {
    violations = List.copyOf(violations);
    last = List.copyOf(last);
  }

  public boolean isSound() {
    return violations.isEmpty();
  }

  public long faultsInjected() {
    return faults.values().stream().mapToLong(Long::longValue).sum();
  }
}
