package dev.loulan.journal.sqlite;

import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalWriter;
import dev.loulan.journal.Samples;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Outcome;
import dev.loulan.journal.entry.SessionClosed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * A process that sells from several threads and says each session's name once its sale is durable.
 * The tests end it, or fail its system calls.
 */
final class Seller {
  private final JournalWriter writer;
  private final HeldSigner signer;
  private final String run;

  private Seller(JournalWriter writer, HeldSigner signer, String run) {
    this.writer = writer;
    this.signer = signer;
    this.run = run;
  }

  /** Arguments: file, name of the run, threads, sales of each thread, whether all call together. */
  public static void main(String[] args) throws InterruptedException {
    HeldSigner signer = new HeldSigner(Samples.signer(1));
    try (SqliteJournalStore store = SqliteJournalStore.open(Path.of(args[0]));
        JournalWriter writer =
            new JournalWriter(Samples.open(store, signer, Samples.ids(args[1].hashCode())))) {
      var seller = new Seller(writer, signer, args[1]);
      int threads = Integer.parseInt(args[2]);
      int sales = Integer.parseInt(args[3]);
      if (Boolean.parseBoolean(args[4])) {
        seller.sellTogether(threads, sales);
      } else {
        seller.sell(threads, sales);
      }
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

  /**
   * In each round a first call is being signed until all others wait, whatever the scheduler does.
   */
  private void sellTogether(int callers, int rounds) throws InterruptedException {
    for (int round = 0; round < rounds; round++) {
      CountDownLatch release = signer.hold();
      List<CompletableFuture<JournalWriter.Appended>> answers = new ArrayList<>();
      answers.add(writer.submit(Samples.stamp(round), sale(run + "-first-", round), true));
      signer.awaitHeld();
      for (int caller = 1; caller < callers; caller++) {
        String of = run + "-" + caller + "-";
        answers.add(writer.submit(Samples.stamp(round), sale(of, round), true));
      }
      release.countDown();
      answers.forEach(CompletableFuture::join);
    }
  }

  private void sellAll(String of, int sales) {
    try {
      for (int i = 0; i < sales; i++) {
        writer.append(Samples.stamp(i), sale(of, i), true);
        say("sold " + of + i);
      }
    } catch (JournalException e) {
      say("refused " + e.code());
    }
  }

  private static List<Body> sale(String of, int number) {
    var sale = Samples.saleWithoutEvidence(of + number, 100 + number);
    return List.of(Samples.step(-number), sale, new SessionClosed(of + number, Outcome.SALE));
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
