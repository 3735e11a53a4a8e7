package dev.loulan.benchmarks.simulation;

import dev.loulan.benchmarks.Bench;
import dev.loulan.benchmarks.BenchOptions;
import dev.loulan.benchmarks.report.Ratio;
import dev.loulan.benchmarks.report.Report;
import dev.loulan.benchmarks.report.Row;
import dev.loulan.benchmarks.report.Summary;
import dev.loulan.simulation.edge.Edges;
import dev.loulan.simulation.run.Outcome;
import dev.loulan.simulation.run.Scenario;
import dev.loulan.simulation.run.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Simulated shelf-days and sessions at signal level a minute, on all cores and with all faults. How
 * many seeds were not sound stands beside the speed; each is named when it is found.
 */
public final class SimBench implements Bench {
  private static final double NANOS_A_MINUTE = 60e9;

  @Override
  public String name() {
    return "sim";
  }

  @Override
  public void run(BenchOptions options, Report report) {
    int seeds = options.size(100, 20);
    long first = options.seed() * 1_000_000;
    options.progress().accept("Warming up on " + seeds + " seeds");
    List<Outcome> all = new ArrayList<>(round(first, seeds, options));
    List<Double> days = new ArrayList<>();
    List<Double> sessions = new ArrayList<>();
    List<Double> signal = new ArrayList<>();
    for (int i = 1; i <= options.pairs(); i++) {
      long from = first + (long) i * seeds;
      options.progress().accept("Seeds " + from + " to " + (from + seeds - 1));
      long begin = System.nanoTime();
      List<Outcome> outcomes = round(from, seeds, options);
      all.addAll(outcomes);
      double minutes = (System.nanoTime() - begin) / NANOS_A_MINUTE;
      days.add(outcomes.stream().mapToLong(Outcome::shelfDays).sum() / minutes);
      sessions.add(outcomes.stream().mapToLong(Outcome::sessions).sum() / minutes);
      signal.add(outcomes.stream().mapToLong(Outcome::signalSessions).sum() / minutes);
    }
    String what = seeds + " seeds, all faults";
    report.add(Row.of(what, "whole system", "sessions", "sessions/min", Summary.of(sessions)));
    report.add(Row.of(what, "signal level", "sessions", "sessions/min", Summary.of(signal)));
    long unsound = all.stream().filter(outcome -> !outcome.isSound()).count();
    report.add(
        Row.counted(
            all.size() + " seeds, all faults",
            "whole system",
            "not sound",
            "seeds",
            (double) unsound));
    report.add(
        Ratio.of("shelf_days_per_minute", "whole system", "none", Summary.of(days), "≥ 2000"));
  }

  private static List<Outcome> round(long from, int seeds, BenchOptions options) {
    List<Outcome> outcomes =
        LongStream.range(from, from + seeds)
            .parallel()
            .mapToObj(seed -> Simulation.run(Scenario.of(seed), Edges.NONE))
            .toList();
    outcomes.stream()
        .filter(outcome -> !outcome.isSound())
        .forEach(outcome ->
            options
                .progress()
                .accept(
                    "Seed %d is not sound: %s"
                        .formatted(outcome.scenario().seed(), outcome.violations().getFirst())));
    return outcomes;
  }
}
