package dev.loulan.benchmarks.journal;

import dev.loulan.benchmarks.Bench;
import dev.loulan.benchmarks.BenchOptions;
import dev.loulan.benchmarks.measure.Pairs;
import dev.loulan.benchmarks.report.Ratio;
import dev.loulan.benchmarks.report.Report;
import dev.loulan.benchmarks.report.Row;
import dev.loulan.benchmarks.report.Summary;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Rates and waits of 1, 16 and 64 callers, bytes that reach the disk, sync calls, processor time,
 * and a long journal opened after a kill, proved from and verified.
 */
public final class JournalBench implements Bench {
  private static final String LONE = "1 caller";
  private static final String GROUPED = "64 callers";

  @Override
  public String name() {
    return "journal";
  }

  @Override
  public void run(BenchOptions options, Report report) throws Exception {
    Path folder = Files.createTempDirectory(onADisk(), "loulan-bench-journal");
    try {
      new Rates(folder, options).run(report);
      bytes(folder, options, report);
      syncs(folder, options, report);
      processor(folder, options, report);
      longJournal(folder, options, report);
    } finally {
      Disk.remove(folder);
    }
  }

  /** The temporary folder, unless it is memory, where a sync means nothing. */
  private static Path onADisk() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    FileStore store = Files.getFileStore(temporary);
    return store.type().equals("tmpfs") ? Path.of(System.getProperty("user.home")) : temporary;
  }

  private static void bytes(Path folder, BenchOptions options, Report report) throws Exception {
    options.progress().accept("bytes that reach the disk");
    try (Disk disk = Disk.make(folder)) {
      int lone = options.size(3_000, 1_000);
      double ours = bytes(disk, Subject.OURS, 1, lone);
      double rows = bytes(disk, Subject.SQLITE_ROWS, 1, lone);
      double grouped = bytes(disk, Subject.OURS, 64, options.size(40_000, 10_000));
      String how = disk.how();
      report.add(Row.counted(LONE + ", " + how, "ours", "bytes", "bytes an entry", ours));
      report.add(
          Row.counted(
              LONE + ", " + how, Subject.SQLITE_ROWS.title(), "bytes", "bytes an entry", rows));
      report.add(Row.counted(GROUPED + ", " + how, "ours", "bytes", "bytes an entry", grouped));
      report.add(
          Ratio.counted(
              "bytes_lone_vs_sqlite", "ours", Subject.SQLITE_ROWS.title(), ours / rows, "≤ 1.15"));
      report.add(Ratio.counted("bytes_grouped", "ours", "", grouped, "≤ 1,500"));
    }
  }

  private static double bytes(Disk disk, Subject subject, int callers, int records)
      throws Exception {
    Path own = disk.fresh(subject.name() + callers);
    long before = disk.writtenBytes();
    try (DurableLog log = subject.open(own)) {
      var _ = Load.run(log, callers, records);
    }
    return (disk.writtenBytes() - before) / (double) records;
  }

  private static void syncs(Path folder, BenchOptions options, Report report) throws Exception {
    options.progress().accept("sync calls");
    if (!SyncCount.isPossible()) {
      String reason = "strace is not installed";
      report.add(Ratio.notRun("syncs_per_entry_1", "ours", "", "= 1", reason));
      report.add(Ratio.notRun("syncs_per_entry_64", "ours", "", "≤ 1/16", reason));
      return;
    }
    // Between two lengths, so that making, opening and folding at the end do not count.
    int lone = options.size(300, 100);
    int grouped = options.size(6_400, 1_600);
    long one = syncs(folder, 1, lone);
    long two = syncs(folder, 1, 2 * lone);
    long empty = syncs(folder, 64, 0);
    long many = syncs(folder, 64, grouped);
    double single = (two - one) / (double) lone;
    double shared = (many - empty) / (double) grouped;
    report.add(Row.counted(LONE, "ours", "syncs", "calls an entry", single));
    report.add(Row.counted(GROUPED, "ours", "syncs", "calls an entry", shared));
    report.add(Ratio.counted("syncs_per_entry_1", "ours", "", single, "= 1"));
    report.add(Ratio.counted("syncs_per_entry_64", "ours", "", shared, "≤ 1/16"));
  }

  private static long syncs(Path folder, int callers, int records) throws Exception {
    return SyncCount.of(
        Files.createDirectory(folder.resolve("syncs" + callers + "-" + records)), callers, records);
  }

  private static void processor(Path folder, BenchOptions options, Report report) throws Exception {
    options.progress().accept("processor time of a commit");
    int commits = options.size(2_000, 500);
    warmUp(options.size(20_000, 8_000));
    Pairs pairs =
        Pairs.run(
            options.pairs(),
            () -> cpuMicros(folder, Subject.OURS, commits),
            () -> cpuMicros(folder, Subject.SQLITE_GROUPS, commits));
    pairs
        .rows(LONE, "ours", Subject.SQLITE_GROUPS.title(), "cpu", "µs a commit")
        .forEach(report::add);
    report.add(
        Ratio.of(
            "cpu_us_per_commit_over_unsigned",
            "ours",
            Subject.SQLITE_GROUPS.title(),
            pairs.oursLessPeer(),
            "≤ 60"));
  }

  /** A device runs for months: what counts is the compiled code. In memory, so that it is short. */
  private static void warmUp(int commits) throws Exception {
    Path memory = Path.of("/dev/shm");
    Path own = Files.createTempDirectory(Files.isWritable(memory) ? memory : onADisk(), "bench");
    try {
      for (Subject subject : List.of(Subject.OURS, Subject.SQLITE_GROUPS)) {
        var _ = cpuMicros(own, subject, commits);
      }
    } finally {
      Disk.remove(own);
    }
  }

  private static double cpuMicros(Path folder, Subject subject, int commits) throws Exception {
    Path own = Files.createTempDirectory(folder, "cpu");
    try (DurableLog log = subject.open(own)) {
      long begin = Cpu.ofThreads();
      for (int i = 0; i < commits; i++) {
        log.append(i);
      }
      return (Cpu.ofThreads() - begin) / 1e3 / commits;
    } finally {
      Disk.remove(own);
    }
  }

  private static void longJournal(Path folder, BenchOptions options, Report report)
      throws Exception {
    int entries = options.size(1_000_000, 100_000);
    options.progress().accept("a journal of " + entries + " entries");
    LongJournal journal = new LongJournal(Files.createDirectory(folder.resolve("long")));
    journal.fill(entries);
    SplittableRandom random = new SplittableRandom(options.seed());
    List<Double> checks = new ArrayList<>();
    List<Double> proofs = new ArrayList<>();
    List<Double> openings = new ArrayList<>();
    // The first of each warms up.
    for (int i = 0; i <= options.pairs(); i++) {
      checks.add(journal.checkCpuMicros());
      proofs.add(journal.proofMillis(500, random));
      openings.add(journal.reopenSeconds());
    }
    String of = entries + " entries";
    add(report, of, "check_cpu_us_per_entry", "µs an entry", checks, "≤ 4");
    add(report, of, "proof_ms", "ms", proofs, "≤ 1");
    add(report, of, "reopen_seconds", "s", openings, "≤ 1");
  }

  private static void add(
      Report report, String of, String metric, String unit, List<Double> values, String goal) {
    Summary summary = Summary.of(values.subList(1, values.size()));
    report.add(Row.of(of, "ours", metric, unit, summary));
    report.add(Ratio.of(metric, "ours", "", summary, goal));
  }
}
