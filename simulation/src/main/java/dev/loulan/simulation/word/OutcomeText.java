package dev.loulan.simulation.word;

import dev.loulan.cli.output.JsonText;
import dev.loulan.simulation.run.Outcome;
import dev.loulan.simulation.run.Scenario;
import dev.loulan.simulation.world.FaultKind;
import dev.loulan.simulation.world.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An outcome for a person and as the JSON of {@code docs/cli.md}. */
final class OutcomeText {
  private OutcomeText() {}

  static Map<String, @Nullable Object> json(Outcome outcome) {
    return JsonText.object(
        "seed",
        outcome.scenario().seed(),
        "hash",
        outcome.hash(),
        "shelves",
        outcome.scenario().shelves(),
        "days",
        outcome.scenario().days(),
        "shelfDays",
        outcome.shelfDays(),
        "sessions",
        outcome.sessions(),
        "signalSessions",
        outcome.signalSessions(),
        "sales",
        outcome.sales(),
        "reviews",
        outcome.reviews(),
        "faultsInjected",
        outcome.faultsInjected(),
        "violations",
        outcome.violations().stream().map(OutcomeText::json).toList());
  }

  private static Map<String, @Nullable Object> json(Violation violation) {
    return JsonText.object(
        "invariant", violation.invariant(), "at", violation.at(), "what", violation.what());
  }

  static List<String> lines(Outcome outcome) {
    long seed = outcome.scenario().seed();
    if (outcome.isSound()) {
      return List.of(
          SimTexts.text(
              "sim.sound",
              seed,
              outcome.shelfDays(),
              outcome.sales(),
              outcome.reviews(),
              outcome.faultsInjected(),
              outcome.hash()));
    }
    List<String> lines = new ArrayList<>();
    lines.add(SimTexts.text("sim.unsound", seed, outcome.violations().getFirst().invariant()));
    for (Violation v : outcome.violations()) {
      lines.add(SimTexts.text("sim.violation", v.at(), v.invariant(), v.what()));
    }
    lines.add(SimTexts.text("sim.last"));
    outcome.last().forEach(event -> lines.add("  " + event));
    return lines;
  }

  static String shrunk(Outcome smaller) {
    Scenario scenario = smaller.scenario();
    String kinds =
        scenario.faults().size() == FaultKind.values().length
            ? "*"
            : scenario.faults().stream()
                .map(FaultKind::word)
                .sorted()
                .collect(Collectors.joining(","));
    return SimTexts.text("sim.shrunk", scenario.seed(), scenario.shelves(), scenario.days(), kinds);
  }
}
