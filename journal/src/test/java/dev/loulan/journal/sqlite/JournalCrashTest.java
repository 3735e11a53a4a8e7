package dev.loulan.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.journal.checkpoint.SignedNote;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that sells is killed at any moment; what it acknowledged is there, once. 50 rounds, 500
 * with {@code -Dloulan.test=long}, or {@code -Dloulan.kill.rounds=N}.
 */
class JournalCrashTest {

  private static final int ROUNDS =
      Integer.getInteger(
          "loulan.kill.rounds", "long".equals(System.getProperty("loulan.test")) ? 500 : 50);

  /** A journal lives through so many kills; then verifying it whole would take the test's time. */
  private static final int ROUNDS_OF_A_JOURNAL = 25;

  private static final int THREADS = 4;

  private final long seed = Long.getLong("loulan.seed", new SplittableRandom().nextLong());
  private final SplittableRandom random = new SplittableRandom(seed);
  private final Set<String> acknowledged = new HashSet<>();

  @TempDir Path folder;

  @Test
  void every_acknowledged_sale_survives_a_kill_at_any_moment_once() throws Exception {
    System.out.println("JournalCrashTest seed " + seed + ", " + ROUNDS + " rounds");
    ChildJvm children = new ChildJvm(folder);
    long sold = 0;
    @Nullable SignedNote head = null;
    for (int round = 0; round < ROUNDS; round++) {
      if (round % ROUNDS_OF_A_JOURNAL == 0) {
        sold += acknowledged.size();
        acknowledged.clear();
        head = null;
      }
      Path file = folder.resolve(round / ROUNDS_OF_A_JOURNAL + ".sqlite");
      sellAndKill(children, file, "r" + round);
      String where = "seed " + seed + ", round " + round;
      if (Files.exists(file)) {
        head = Books.check(file, acknowledged, head, where);
      }
      if (round % 500 == 499) {
        System.out.println(round + 1 + " kills, " + (sold + acknowledged.size()) + " sales kept");
      }
    }
    assertThat(sold + acknowledged.size()).isPositive();
  }

  /** Three of four die some time after a sale, the others at any time from their start. */
  private void sellAndKill(ChildJvm children, Path file, String run) throws IOException {
    Process child = children.sell(java.util.List.of(), file, run, THREADS, 1_000_000);
    boolean early = random.nextInt(4) == 0;
    int after = early ? Integer.MAX_VALUE : random.nextInt(60);
    if (early) {
      LockSupport.parkNanos(random.nextLong(500_000_000));
      child.toHandle().destroyForcibly();
    }
    int seen = 0;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        assertThat(line).as(children::errorText).startsWith("sold ");
        acknowledged.add(line.substring("sold ".length()));
        if (seen++ == after) {
          LockSupport.parkNanos(random.nextLong(4_000_000));
          child.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(early || seen > 0).as(children::errorText).isTrue();
  }
}
