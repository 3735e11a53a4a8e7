package dev.loulan.benchmarks.inference;

import dev.loulan.benchmarks.BenchOptions;
import dev.loulan.benchmarks.report.Ratio;
import dev.loulan.benchmarks.report.Report;
import dev.loulan.benchmarks.report.Row;
import dev.loulan.benchmarks.report.Summary;
import dev.loulan.testkit.cell.Touch;
import dev.loulan.testkit.scenario.NoiseLevel;
import dev.loulan.testkit.scenario.Scenario;
import dev.loulan.testkit.scenario.ScenarioSession;
import dev.loulan.testkit.scenario.ScenarioSet;
import dev.loulan.testkit.scenario.SessionSamples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Signal time from the release of an item to its step event, at 80 samples a second. */
final class DecisionTimes {
  private static final String OURS = "plate signal";
  private static final String PEER = "range of 16 samples";
  private static final long LEAST_MG = 20_000;

  private final ScenarioSet set = new ScenarioSet();
  private final BenchOptions options;
  private final Report report;

  DecisionTimes(BenchOptions options, Report report) {
    this.options = options;
    this.report = report;
  }

  void run() {
    for (NoiseLevel level : NoiseLevel.values()) {
      List<Double> decided = new ArrayList<>();
      List<Double> rested = new ArrayList<>();
      List<Double> peer = new ArrayList<>();
      List<Double> decidedOff = new ArrayList<>();
      List<Double> restedOff = new ArrayList<>();
      int sessions = options.size(3_000, 200);
      for (int i = 0; i < sessions; i++) {
        ScenarioSession session = set.session(Scenario.PLAIN_TAKE, options.seed() * 10_000_000 + i);
        DecisionProbe probe = new DecisionProbe(session);
        SessionSamples.play(
            session, set.noiseTimes(level), set.latencyHertz(), SessionSamples.FITTED, probe);
        for (Touch touch : session.touches()) {
          if (Math.abs(touch.deltaMg()) >= LEAST_MG) {
            probe.add(touch, decided, decidedOff, rested, restedOff, peer);
          }
        }
      }
      rows(level, decided, rested, peer);
      counted(level, "decision_error_p95", quantile(decidedOff, 0.95));
      counted(level, "step_error_p95", quantile(restedOff, 0.95));
      if (level == NoiseLevel.MIDDLE) {
        report.add(
            Ratio.counted("decision_seconds_p99", OURS, "none", quantile(decided, 0.99), "≤ 0.3"));
        double ratio = quantile(decided, 0.5) / quantile(peer, 0.5);
        report.add(Ratio.counted("decision_vs_range16", OURS, PEER, ratio, "≤ 0.4"));
      }
      options.progress().accept("decisions at " + level.key() + ": " + decided.size());
    }
  }

  private void rows(
      NoiseLevel level, List<Double> decided, List<Double> rested, List<Double> peer) {
    String name = level.key() + ", 80 Hz";
    report.add(Row.of(name, OURS, "decision_seconds", "s", Summary.of(decided)));
    report.add(Row.counted(name, OURS, "decision_seconds_p99", "s", quantile(decided, 0.99)));
    report.add(Row.of(name, OURS, "step_seconds", "s", Summary.of(rested)));
    report.add(Row.of(name, PEER, "decision_seconds", "s", Summary.of(peer)));
    report.add(Row.counted(name, PEER, "decision_seconds_p99", "s", quantile(peer, 0.99)));
  }

  private void counted(NoiseLevel level, String metric, double sigmas) {
    report.add(Row.counted(level.key() + ", 80 Hz", OURS, metric, "sigmas", sigmas));
  }

  static double quantile(List<Double> values, double at) {
    Collections.sort(values);
    return values.isEmpty()
        ? Double.NaN
        : values.get(Math.min(values.size() - 1, (int) (at * values.size())));
  }
}
