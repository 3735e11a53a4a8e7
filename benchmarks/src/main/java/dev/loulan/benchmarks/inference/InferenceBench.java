package dev.loulan.benchmarks.inference;

import dev.loulan.benchmarks.Bench;
import dev.loulan.benchmarks.BenchOptions;
import dev.loulan.benchmarks.report.Report;

/**
 * Sale inference: real recordings, labelled sessions replayed on real noise, the seeded scenario
 * set, the time to a decision and the samples a second.
 */
public final class InferenceBench implements Bench {
  @Override
  public String name() {
    return "inference";
  }

  @Override
  public void run(BenchOptions options, Report report) throws Exception {
    new RecordedCells(report).run();
    new RecordedSessions(options, report).run();
    Throughput.run(options, report);
    new DecisionTimes(options, report).run();
    new ScenarioCases(options, report).run();
  }
}
