package dev.loulan.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cuts the power at every point of a recorded run. A kill is not enough for that: what the kernel
 * holds survives a kill, and here it is lost, whole or in part.
 */
class PowerCutTest {
  private static final boolean LONG = "long".equals(System.getProperty("loulan.test"));

  /** Images with a drawn part of what was not synced, beside those with nothing and all of it. */
  private static final int PARTS = LONG ? 20 : 2;

  private final long seed = Long.getLong("loulan.seed", new SplittableRandom().nextLong());
  private final SplittableRandom random = new SplittableRandom(seed);

  @TempDir Path folder;

  @Test
  void whatever_a_power_cut_leaves_opens_with_every_acknowledged_sale_and_verifies()
      throws Exception {
    SyscallTrace.need();
    System.out.println("PowerCutTest seed " + seed);
    List<SyscallTrace.Call> calls = record();
    CrashImage image = new CrashImage();
    List<String> acknowledged = new ArrayList<>();
    int images = 0;
    for (int i = 0; i < calls.size(); i++) {
      image.take(calls.get(i));
      if (calls.get(i) instanceof SyscallTrace.Call.Said said) {
        assertThat(said.line()).startsWith("sold ");
        acknowledged.add(said.line().substring("sold ".length()));
      }
      String where = "seed " + seed + ", after call " + i + " of " + calls.size();
      check(image, _ -> false, acknowledged, where + ", nothing unsynced survives");
      images++;
      if (image.unsyncedCalls() > 0) {
        check(image, _ -> true, acknowledged, where + ", all unsynced survives");
        for (int part = 0; part < PARTS; part++) {
          check(image, CrashImage.part(random), acknowledged, where + ", part " + part);
        }
        images += 1 + PARTS;
      }
    }
    System.out.println("PowerCutTest: " + calls.size() + " calls, " + images + " images");
    // Two runs that sell, one that finds a journal there; each ends by folding the log.
    assertThat(acknowledged).hasSize(16 + 6);
    assertThat(calls.stream().filter(SyscallTrace.Call.Sync.class::isInstance).count())
        .isGreaterThan(acknowledged.size() / 2);
  }

  /** One journal made, closed, opened again and sold from by two threads. */
  private List<SyscallTrace.Call> record() throws IOException, InterruptedException {
    ChildJvm children = new ChildJvm(Files.createDirectory(folder.resolve("child")));
    Path files = Files.createDirectory(folder.resolve("recorded")).toRealPath();
    List<SyscallTrace.Call> calls = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      Path trace = folder.resolve("trace" + run);
      int threads = run == 0 ? 1 : 2;
      Process process =
          children.sell(
              SyscallTrace.recorder(trace),
              files.resolve("journal.sqlite"),
              "run" + run,
              threads,
              run == 0 ? 16 : 3);
      process.getInputStream().readAllBytes();
      assertThat(process.waitFor()).as(children::errorText).isZero();
      calls.addAll(SyscallTrace.read(trace, files));
    }
    return calls;
  }

  private void check(
      CrashImage image, Predicate<Integer> survives, List<String> acknowledged, String where)
      throws IOException {
    Path there = imageFolder();
    Path file = there.resolve("journal.sqlite");
    try {
      image.writeTo(there, survives);
      var _ = Books.check(file, acknowledged, null, where);
    } finally {
      delete(there);
    }
  }

  /** In memory where there is such a folder: images need no lasting. */
  private Path imageFolder() throws IOException {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory)
        ? Files.createTempDirectory(memory, "loulan-image")
        : Files.createDirectory(folder.resolve("image"));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
