package dev.loulan.benchmarks.inference;

import dev.loulan.benchmarks.BenchOptions;
import dev.loulan.benchmarks.report.Ratio;
import dev.loulan.benchmarks.report.Report;
import dev.loulan.benchmarks.report.Row;
import dev.loulan.benchmarks.report.Summary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link SampleThroughput} under JMH with its gc profiler. */
final class Throughput {
  private static final String CASE = "8 plates, 80 Hz, takes";
  private static final String OURS = "plate signal";

  /** A step is an object, and there is one in thousands of samples. */
  private static final double STEPS_ONLY_BYTES = 1;

  private Throughput() {}

  static void run(BenchOptions options, Report report) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(SampleThroughput.class.getName())
                    .forks(0)
                    .warmupIterations(options.size(5, 2))
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(options.pairs())
                    .measurementTime(TimeValue.seconds(1))
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    List<Double> perSecond = new ArrayList<>();
    List<Double> bytes = new ArrayList<>();
    for (RunResult result : results) {
      for (IterationResult iteration :
          result.getBenchmarkResults().iterator().next().getIterationResults()) {
        perSecond.add(iteration.getPrimaryResult().getScore());
        iteration
            .getSecondaryResults()
            .forEach((name, value) -> {
              if (name.endsWith("gc.alloc.rate.norm")) {
                bytes.add(value.getScore());
              }
            });
      }
    }
    Summary samples = Summary.of(perSecond);
    report.add(Row.of(CASE, OURS, "samples_per_second_core", "samples/s", samples));
    report.add(Ratio.of("samples_per_second_core", OURS, "none", samples, "≥ 1,000,000"));
    if (!bytes.isEmpty()) {
      Summary allocated = Summary.of(bytes);
      report.add(Row.of(CASE, OURS, "bytes_per_sample", "bytes", allocated));
      report.add(Ratio.of("bytes_per_sample", OURS, "none", allocated, "≤ " + STEPS_ONLY_BYTES));
    }
  }
}
