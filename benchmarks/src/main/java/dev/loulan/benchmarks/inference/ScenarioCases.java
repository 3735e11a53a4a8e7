package dev.loulan.benchmarks.inference;

import dev.loulan.benchmarks.BenchOptions;
import dev.loulan.benchmarks.report.Ratio;
import dev.loulan.benchmarks.report.Report;
import dev.loulan.benchmarks.report.Row;
import dev.loulan.testkit.scenario.NoiseLevel;
import dev.loulan.testkit.scenario.Scenario;
import dev.loulan.testkit.scenario.ScenarioSession;
import dev.loulan.testkit.scenario.ScenarioSet;
import dev.loulan.testkit.scenario.SessionSamples;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/** The scenario set at three levels of noise: what was right, wrong, asked and left to a person. */
final class ScenarioCases {
  private static final String OURS = "session reader";
  private static final int BATCH = 5_000;

  private final ScenarioSet set = new ScenarioSet();
  private final BenchOptions options;
  private final Report report;

  ScenarioCases(BenchOptions options, Report report) {
    this.options = options;
    this.report = report;
  }

  void run() {
    long sessions = options.size(64_000, 2_000);
    Tally all = new Tally();
    for (NoiseLevel level : NoiseLevel.values()) {
      Map<Scenario, Tally> tallies = run(level, sessions);
      Tally whole = new Tally();
      tallies.forEach((scenario, tally) -> {
        rows(level.key() + "/" + scenario.key(), tally);
        whole.add(tally);
      });
      rows(level.key(), whole);
      for (Tally.Outcome outcome : Tally.Outcome.values()) {
        String name = "confusion_" + outcome.name().toLowerCase(Locale.ROOT);
        row(level.key(), name, "lines", (double) whole.count(outcome));
      }
      if (level == NoiseLevel.MIDDLE) {
        goal("abstained", whole.abstained(), "≤ 0.02");
        row(level.key(), "rival_within_two_sigma", "share", whole.withRival());
      }
      all.add(whole);
    }
    rows("all levels", all);
    goal("lines_right", all.linesRight(), "≥ 0.999");
    goal("wrong_charges_upper95", UpperBound.of95(all.wrongCharges(), all.lines()), "≤ 0.00001");
  }

  /** Sessions in batches on all cores; what is counted does not hang on their order. */
  private Map<Scenario, Tally> run(NoiseLevel level, long sessions) {
    Map<Scenario, Tally> tallies = new EnumMap<>(Scenario.class);
    for (long done = 0; done < sessions; done += BATCH) {
      long from = options.seed() * 10_000_000 + done;
      long until = from + Math.min(BATCH, sessions - done);
      LongStream.range(from, until)
          .parallel()
          .forEach(seed -> {
            ScenarioSession session = set.session(seed);
            ScenarioRun.Result result =
                ScenarioRun.of(session, set.noiseTimes(level), set.hertz(), SessionSamples.FITTED);
            synchronized (tallies) {
              tallies.computeIfAbsent(session.scenario(), _ -> new Tally()).add(session, result);
            }
          });
      options.progress().accept(level.key() + ": " + (done + BATCH) + "/" + sessions);
    }
    return tallies;
  }

  private void rows(String name, Tally tally) {
    row(name, "accepted_lines", "lines", (double) tally.lines());
    row(name, "lines_right", "share", tally.linesRight());
    row(name, "wrong_charges", "lines", (double) tally.wrongCharges());
    row(
        name,
        "wrong_charges_upper95",
        "share",
        UpperBound.of95(tally.wrongCharges(), tally.lines()));
    row(name, "abstained", "share", tally.abstained());
    row(name, "asked_for_a_scan", "share", tally.asked());
    row(name, "money_error", "share", tally.moneyError());
  }

  private void row(String name, String metric, String unit, double value) {
    report.add(Row.counted(name, OURS, metric, unit, value));
  }

  private void goal(String metric, double value, String goal) {
    report.add(Ratio.counted(metric, OURS, "none", value, goal));
  }
}
