package dev.loulan.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.journal.Journal;
import dev.loulan.journal.Samples;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.EntryType;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.sqlite.JournalFile.Selection;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.Verification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that sells is killed at any moment; what it acknowledged is there, once. */
class JournalCrashTest {

  private static final int ROUNDS = 10;

  @TempDir Path folder;

  /** The child: sells for ever, and prints each sale's number after it is durable. */
  static final class Seller {
    private Seller() {}

    public static void main(String[] args) {
      try (SqliteJournalStore store = SqliteJournalStore.open(Path.of(args[0]));
          Journal journal = Samples.open(store, Samples.ids(Long.parseLong(args[1])))) {
        for (long i = 0; i < 1_000_000; i++) {
          Samples.sell(journal, i, 100);
          System.out.println(journal.counters().sales());
          System.out.flush();
        }
      }
    }
  }

  @Test
  void every_acknowledged_sale_survives_a_kill_at_any_moment_once() throws Exception {
    long seed = new SplittableRandom().nextLong();
    System.out.println("JournalCrashTest seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Path file = folder.resolve("journal.sqlite");
    long acknowledged = 0;
    for (int round = 0; round < ROUNDS; round++) {
      acknowledged =
          Math.max(
              acknowledged,
              sellAndKill(file, round, random.nextInt(120), random.nextLong(4_000_000)));
      String where = "seed " + seed + ", round " + round;
      Verification result = verify(file);
      assertThat(result.faults()).as(where).isEmpty();
      List<Long> sales = sales(file);
      assertThat(sales).as(where).hasSizeGreaterThanOrEqualTo((int) acknowledged);
      assertThat(sales).as(where).doesNotHaveDuplicates();
      assertThat(result.epochs()).as(where).hasSize(1);
    }
    assertThat(acknowledged).isPositive();
  }

  /** Kills the child some time after it acknowledged so many; the last number it said. */
  private static long sellAndKill(Path file, int round, int afterSales, long afterNanos)
      throws IOException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Seller.class.getName(),
                file.toString(),
                Integer.toString(round))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long last = 0;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      int seen = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = Long.parseLong(line);
        if (seen++ == afterSales) {
          LockSupport.parkNanos(afterNanos);
          child.toHandle().destroyForcibly();
        }
      }
    }
    return last;
  }

  private static List<Long> sales(Path file) {
    List<Long> numbers = new ArrayList<>();
    new JournalFile(file)
        .entries(
            new Selection(EntryType.SALE, 0, Long.MAX_VALUE, null),
            entry -> {
              if (entry.body() instanceof Sale sale) {
                numbers.add(sale.saleNo());
              }
            });
    return numbers;
  }

  private static Verification verify(Path file) {
    VerifierKey key = LogName.key(Samples.DEVICE, Samples.signer(1).publicKey());
    return new JournalFile(file).verify(new Expectation(key, null, _ -> {}));
  }
}
