package dev.loulan.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The n-th write or sync of a journal fails, for every n of a short run. What was acknowledged is
 * there, the log verifies, and the process says what happened instead of acknowledging.
 */
class FailingCallTest {
  private static final int SALES = 3;

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} fails with {1}")
  @CsvSource({"pwrite64, ENOSPC", "fsync, EIO"})
  void when_any_call_fails_nothing_acknowledged_is_lost(String call, String error)
      throws Exception {
    failEach(call, error);
  }

  @Tag("long")
  @ParameterizedTest(name = "{0} fails with {1}")
  @CsvSource({"pwrite64, EIO", "pwrite64, EROFS", "fsync, ENOSPC", "ftruncate, EIO"})
  void nor_when_it_fails_for_another_reason(String call, String error) throws Exception {
    failEach(call, error);
  }

  private void failEach(String call, String error) throws Exception {
    SyscallTrace.need();
    ChildJvm children = new ChildJvm(folder);
    int failed = 0;
    int n = 1;
    while (fails(children, call, error, n)) {
      failed++;
      n++;
    }
    System.out.println("FailingCallTest: " + failed + " of " + call + " failed with " + error);
    // Each sale is two writes and one sync; making, opening and closing have their own.
    int least = call.equals("fsync") ? SALES : call.equals("pwrite64") ? 2 * SALES : 0;
    assertThat(failed).isGreaterThanOrEqualTo(least);
  }

  /** Whether there was an n-th call to fail. */
  private boolean fails(ChildJvm children, String call, String error, int n)
      throws IOException, InterruptedException {
    Path own = Files.createDirectory(folder.resolve(call + error + n)).toRealPath();
    Path file = own.resolve("journal.sqlite");
    Path trace = own.resolve("trace");
    Process process = children.sell(tracer(call, error, n, file, trace), file, "run", 1, SALES);
    List<String> said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    int exit = process.waitFor();
    String where = call + " " + n + " fails with " + error + ": " + said + children.errorText();
    boolean injected = Files.readString(trace).contains("(INJECTED)");
    List<String> acknowledged = new ArrayList<>();
    for (String line : said) {
      assertThat(line).as(where).matches("(sold|refused|failed) .*");
      if (line.startsWith("sold ")) {
        acknowledged.add(line.substring("sold ".length()));
      }
    }
    assertThat(exit).as(where).isZero();
    if (!injected) {
      assertThat(acknowledged).as(where).hasSize(SALES);
    }
    var _ = Books.check(file, acknowledged, null, where);
    return injected;
  }

  private static List<String> tracer(String call, String error, int n, Path file, Path trace) {
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", trace.toString()));
    for (String of : List.of("", "-wal", "-journal")) {
      command.addAll(List.of("-P", file + of));
    }
    command.addAll(
        List.of(
            "-e",
            "trace=" + call,
            "-e",
            "inject=" + call + ":error=" + error + ":when=" + n,
            "-e",
            "signal=none"));
    return command;
  }
}
