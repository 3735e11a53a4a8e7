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
    long fewer = syncs(run(children, "fewer", 1, 20));
    long more = syncs(run(children, "more", 1, 60));
    assertThat(more - fewer).isEqualTo(40);
    List<SyscallTrace.Call> shared = run(children, "shared", 64, 10);
    assertThat(syncs(shared) - (fewer - 20)).isLessThanOrEqualTo(64 * 10 / 16);
    long bytes =
        shared.stream()
            .filter(SyscallTrace.Call.Write.class::isInstance)
            .mapToLong(call -> ((SyscallTrace.Call.Write) call).bytes().length())
            .sum();
    // Three entries a call; what is written while the file is made and folded counts as well.
    assertThat(bytes / (64 * 10 * 3)).isLessThanOrEqualTo(1_500);
  }

  private List<SyscallTrace.Call> run(ChildJvm children, String name, int threads, int sales)
      throws IOException, InterruptedException {
    Path own = Files.createDirectory(folder.resolve(name)).toRealPath();
    Path trace = folder.resolve(name + ".trace");
    Process child =
        children.sell(
            SyscallTrace.recorder(trace), own.resolve("journal.sqlite"), name, threads, sales);
    child.getInputStream().readAllBytes();
    assertThat(child.waitFor()).as(children::errorText).isZero();
    return SyscallTrace.read(trace, own);
  }

  private static long syncs(List<SyscallTrace.Call> calls) {
    return calls.stream().filter(SyscallTrace.Call.Sync.class::isInstance).count();
  }
}
