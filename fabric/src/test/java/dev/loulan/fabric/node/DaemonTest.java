package dev.loulan.fabric.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class DaemonTest {
  private static final List<String> LONG = List.of("sleep", "600");

  @TempDir Path folder;

  @AfterEach
  void stop() {
    daemon().kill();
  }

  private Daemon daemon() {
    return new Daemon("sleeper", folder);
  }

  @Test
  void a_process_is_found_by_a_later_launcher_started_once_and_stopped() {
    daemon().start(LONG, Map.of());
    long first = daemon().process().orElseThrow().pid();
    daemon().start(LONG, Map.of());
    assertThat(daemon().process().orElseThrow().pid()).isEqualTo(first);
    assertThat(Daemon.under(Objects.requireNonNull(folder.getParent())))
        .extracting(Daemon::folder)
        .contains(folder);
    daemon().stop();
    assertThat(daemon().isUp()).isFalse();
    assertThat(ProcessHandle.of(first).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void another_process_that_got_the_number_of_a_dead_one_is_left_alone() throws IOException {
    daemon().start(LONG, Map.of());
    ProcessHandle process = daemon().process().orElseThrow();
    String written = Files.readString(folder.resolve("pid"));
    Files.writeString(folder.resolve("pid"), process.pid() + " 1");
    daemon().stop();
    daemon().kill();
    assertThat(process.isAlive()).isTrue();
    Files.writeString(folder.resolve("pid"), written);
  }

  @Test
  void what_a_power_cut_left_of_the_process_id_is_no_process() throws IOException {
    for (String left : List.of("", "17", "17 ", "x 1", "\0\0\0")) {
      Files.writeString(folder.resolve("pid"), left);
      assertThat(daemon().isUp()).as(left).isFalse();
    }
  }

  @Test
  void a_process_that_ends_at_once_leaves_its_last_words() throws InterruptedException {
    daemon().start(List.of("sh", "-c", "echo first; echo 'no such port'; echo"), Map.of());
    for (int tries = 0; tries < 200 && daemon().lastWords().isEmpty(); tries++) {
      Thread.sleep(20);
    }
    assertThat(daemon().lastWords()).isEqualTo("no such port");
  }
}
