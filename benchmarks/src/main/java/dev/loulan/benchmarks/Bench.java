package dev.loulan.benchmarks;

import dev.loulan.benchmarks.report.Report;
import java.util.List;

/** One benchmark, chosen by its name on the command line. */
public interface Bench {
  /** The word after {@code ./loulan bench}. */
  String name();

  /** Parts that can be run alone; empty when it has none. */
  default List<String> parts() {
    return List.of();
  }

  /**
   * Measures and fills the report. It may take minutes, and says on the way what it does.
   *
   * @throws Exception when a subject that is ours cannot run; a peer that cannot run is a ratio
   *     that is not met, with the reason
   */
  void run(BenchOptions options, Report report) throws Exception;
}
