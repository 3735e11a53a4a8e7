package dev.loulan.benchmarks.journal;

import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.sqlite.JournalFile;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** A journal of many entries: opened after a kill, proved from, verified. */
final class LongJournal {
  private static final int GROUP = 64;
  private static final int UNFOLDED = 300;

  private final Path folder;
  private final Path file;

  LongJournal(Path folder) {
    this.folder = folder;
    this.file = folder.resolve("journal.sqlite");
  }

  /** Writes the entries, 64 a commit. */
  void fill(int entries) {
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        Journal journal = Records.open(store)) {
      // A sale forces a commit of its own, so a group is appended in one call.
      for (int i = 0; i < entries; i += GROUP) {
        int from = i;
        List<dev.loulan.journal.entry.Body> group =
            java.util.stream.IntStream.range(from, Math.min(entries, from + GROUP))
                .mapToObj(Records::sale)
                .toList();
        var _ = journal.append(Records.stamp(i), group);
      }
    }
  }

  /** Kills a process that has it open, and says when the next one has made an entry durable. */
  double reopenSeconds() throws IOException, InterruptedException {
    killed(ChildRun.start(List.of(), folder, 1, UNFOLDED, true));
    long begin = System.nanoTime();
    Process child = ChildRun.start(List.of(), folder, 1, 1, true);
    double seconds = ChildRun.seconds(child, begin);
    child.destroyForcibly().waitFor();
    return seconds;
  }

  private static void killed(Process child) throws IOException, InterruptedException {
    ChildRun.seconds(child, System.nanoTime());
    child.destroyForcibly().waitFor();
  }

  /** Milliseconds that the proof of an entry takes, over many drawn ones. */
  double proofMillis(int proofs, SplittableRandom random) {
    try (SqliteJournalStore store = SqliteJournalStore.openReadOnly(file)) {
      JournalReader reader = new JournalReader(store);
      EpochId epoch = reader.epochs().getLast();
      long size = reader.head(epoch).size();
      long begin = System.nanoTime();
      for (int i = 0; i < proofs; i++) {
        var _ = reader.prove(epoch, random.nextLong(size));
      }
      return (System.nanoTime() - begin) / 1e6 / proofs;
    }
  }

  /** Microseconds of the processor that verifying an entry takes. */
  double checkCpuMicros() {
    long begin = Cpu.nanos();
    Verification result = new JournalFile(file).verify(Expectation.NONE);
    long nanos = Cpu.nanos() - begin;
    if (!result.sound()) {
      throw new IllegalStateException("The bench's journal is not sound: " + result.faults());
    }
    return nanos / 1e3 / result.entries();
  }
}
