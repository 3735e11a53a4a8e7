package dev.loulan.journal.sqlite;

import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalWriter;
import dev.loulan.journal.Samples;
import dev.loulan.journal.entry.Outcome;
import dev.loulan.journal.entry.SessionClosed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that sells from several threads and says each session's name once its sale is durable.
 * The tests end it, or fail its system calls.
 */
final class Seller {
  private final JournalWriter writer;
  private final String run;

  private Seller(JournalWriter writer, String run) {
    this.writer = writer;
    this.run = run;
  }

  /** Arguments: file, name of the run, threads, sales of each thread. */
  public static void main(String[] args) throws InterruptedException {
    try (SqliteJournalStore store = SqliteJournalStore.open(Path.of(args[0]));
        JournalWriter writer =
            new JournalWriter(Samples.open(store, Samples.ids(args[1].hashCode())))) {
      new Seller(writer, args[1]).sell(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    } catch (JournalException e) {
      // Not Runtime.exit, which would wait for what hangs.
      say("failed " + e.code());
    }
  }

  private void sell(int threads, int sales) throws InterruptedException {
    List<Thread> sellers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      String of = run + "-" + i + "-";
      sellers.add(Thread.ofPlatform().start(() -> sellAll(of, sales)));
    }
    for (Thread seller : sellers) {
      seller.join();
    }
  }

  private void sellAll(String of, int sales) {
    try {
      for (int i = 0; i < sales; i++) {
        var sale = Samples.saleWithoutEvidence(of + i, 100 + i);
        var closed = new SessionClosed(of + i, Outcome.SALE);
        var step = Samples.step(-i);
        writer.append(Samples.stamp(i), List.of(step, sale, closed), true);
        say("sold " + of + i);
      }
    } catch (JournalException e) {
      say("refused " + e.code());
    }
  }

  /** One write for a line, so that none is cut when the process ends. */
  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  /** Opens the journal as the next boot would. */
  static Journal reopen(SqliteJournalStore store) {
    return Samples.open(store, Samples.ids(99));
  }
}
