package dev.loulan.benchmarks.journal;

import dev.loulan.benchmarks.BenchOptions;
import dev.loulan.benchmarks.report.Ratio;
import dev.loulan.benchmarks.report.Report;
import dev.loulan.benchmarks.report.Row;
import dev.loulan.benchmarks.report.Summary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Every subject under 1, 16 and 64 callers, one after the other in each round. */
final class Rates {
  private static final int[] CALLERS = {1, 16, 64};

  private final Path folder;
  private final BenchOptions options;

  Rates(Path folder, BenchOptions options) {
    this.folder = folder;
    this.options = options;
  }

  void run(Report report) throws Exception {
    for (int callers : CALLERS) {
      Map<Subject, List<Load>> loads = new EnumMap<>(Subject.class);
      Map<Subject, String> failures = new EnumMap<>(Subject.class);
      // The first round warms up.
      for (int round = 0; round <= options.pairs(); round++) {
        options.progress().accept(callers + " callers, round " + round + " of " + options.pairs());
        for (Subject subject : inTurn(round)) {
          measure(subject, callers, round == 0, loads, failures);
        }
      }
      rows(report, callers, loads);
      if (callers == 64) {
        ratios(report, loads, failures);
      }
    }
  }

  private static List<Subject> inTurn(int round) {
    List<Subject> subjects = List.of(Subject.values());
    return round % 2 == 0 ? subjects : subjects.reversed();
  }

  private void measure(
      Subject subject,
      int callers,
      boolean warming,
      Map<Subject, List<Load>> loads,
      Map<Subject, String> failures)
      throws Exception {
    Path own = Files.createTempDirectory(folder, "rate");
    try (DurableLog log = subject.open(own)) {
      Load load = Load.run(log, callers, records(subject, callers));
      if (!warming) {
        loads.computeIfAbsent(subject, _ -> new ArrayList<>()).add(load);
      }
    } catch (Exception e) {
      if (subject == Subject.OURS) {
        throw e;
      }
      failures.put(subject, String.valueOf(e.getMessage()));
    } finally {
      Disk.remove(own);
    }
  }

  /** About as long for each: those who share a commit take more in the same time. */
  private int records(Subject subject, int callers) {
    boolean shares =
        subject == Subject.OURS || subject == Subject.SQLITE_GROUPS || subject == Subject.RAW;
    int few = options.size(300, 100);
    return shares ? few * Math.max(1, callers / 2) : few;
  }

  private static void rows(Report report, int callers, Map<Subject, List<Load>> loads) {
    String of = callers == 1 ? "1 caller" : callers + " callers";
    loads.forEach((subject, all) -> {
      String title = subject.title();
      report.add(Row.of(of, title, "rate", "entries a second", over(all, Load::perSecond)));
      report.add(Row.of(of, title, "p50", "µs", over(all, Load::p50Micros)));
      report.add(Row.of(of, title, "p99", "µs", over(all, Load::p99Micros)));
    });
  }

  private static Summary over(List<Load> loads, ToDoubleFunction<Load> value) {
    return Summary.of(loads.stream().map(value::applyAsDouble).toList());
  }

  private static void ratios(
      Report report, Map<Subject, List<Load>> loads, Map<Subject, String> failures) {
    ratio(report, loads, failures, "rate_64_vs_sqlite", Subject.SQLITE_ROWS, "≥ 15×");
    ratio(report, loads, failures, "rate_64_vs_unsigned_group", Subject.SQLITE_GROUPS, "≥ 0.9×");
    ratio(report, loads, failures, "rate_64_vs_raw", Subject.RAW, "≥ 0.45×");
  }

  private static void ratio(
      Report report,
      Map<Subject, List<Load>> loads,
      Map<Subject, String> failures,
      String metric,
      Subject peer,
      String goal) {
    List<Load> ours = loads.getOrDefault(Subject.OURS, List.of());
    List<Load> peers = loads.getOrDefault(peer, List.of());
    if (peers.size() < ours.size()) {
      String reason = failures.getOrDefault(peer, "it did not run");
      report.add(Ratio.notRun(metric, "ours", peer.title(), goal, reason));
      return;
    }
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      values.add(ours.get(i).perSecond() / peers.get(i).perSecond());
    }
    report.add(Ratio.of(metric, "ours", peer.title(), Summary.of(values), goal));
  }
}
