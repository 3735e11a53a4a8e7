package dev.loulan.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no noise can move: how often the disk is made to sync, and how much is written. */
class WriteCostTest {
  @TempDir Path folder;

  @Test
  void a_lone_call_is_one_sync_and_those_who_wait_together_share_them() throws Exception {
    SyscallTrace.need();
    ChildJvm children = new ChildJvm(folder);
    long fewer =
        syncs(traced(children, "fewer", (before, file) -> children.sell(before, file, "f", 1, 20)));
    long more =
        syncs(traced(children, "more", (before, file) -> children.sell(before, file, "m", 1, 60)));
    assertThat(more - fewer).isEqualTo(40);
    List<SyscallTrace.Call> shared =
        traced(
            children, "shared", (before, file) -> children.sellTogether(before, file, "s", 64, 10));
    // A round is one call alone, and the 63 that wait for it.
    assertThat(syncs(shared) - (fewer - 20)).isLessThanOrEqualTo(2 * 10);
    long bytes =
        shared.stream()
            .filter(SyscallTrace.Call.Write.class::isInstance)
            .mapToLong(call -> ((SyscallTrace.Call.Write) call).bytes().length())
            .sum();
    // Three entries a call; what is written while the file is made and folded counts as well.
    assertThat(bytes / (64 * 10 * 3)).isLessThanOrEqualTo(1_500);
  }

  private interface Start {
    Process of(List<String> before, Path file) throws IOException;
  }

  private List<SyscallTrace.Call> traced(ChildJvm children, String name, Start start)
      throws IOException, InterruptedException {
    Path own = Files.createDirectory(folder.resolve(name)).toRealPath();
    Path trace = folder.resolve(name + ".trace");
    Process child = start.of(SyscallTrace.recorder(trace), own.resolve("journal.sqlite"));
    child.getInputStream().readAllBytes();
    assertThat(child.waitFor()).as(children::errorText).isZero();
    return SyscallTrace.read(trace, own);
  }

  private static long syncs(List<SyscallTrace.Call> calls) {
    return calls.stream().filter(SyscallTrace.Call.Sync.class::isInstance).count();
  }
}
