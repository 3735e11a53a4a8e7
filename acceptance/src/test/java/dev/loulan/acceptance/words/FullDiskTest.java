package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loulan.needs.Needs;
import dev.loulan.needs.SmallDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent whose data folder is a small file system of its own that fills up. */
class FullDiskTest {
  @TempDir private Path folder;
  private Path data = Path.of("");
  private @Nullable SmallDisk disk;

  @BeforeEach
  void mount() throws IOException {
    BuiltPrograms.launcher();
    data = Files.createDirectory(folder.resolve("data"));
    disk = SmallDisk.mount(data, "4m");
  }

  @AfterEach
  void unmount() {
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void a_full_disk_is_said_and_nothing_recorded_before_is_lost() throws Exception {
    Path config = folder.resolve("agent.properties");
    int broker = freePort();
    Files.writeString(
        config,
        String.join(
            "\n",
            "loulan.agent.device=full-1",
            "loulan.agent.data=" + data,
            "loulan.agent.broker=tcp://127.0.0.1:" + broker,
            ""));
    Path program = Needs.program("mosquitto", "mosquitto");
    long before = 0;
    Path ballast = data.resolve("ballast");
    Process mosquitto =
        new ProcessBuilder(program.toString(), "-p", Integer.toString(broker))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (Loulan.Running agent = Loulan.word("agent", "--config", config).start()) {
      String ready = agent.awaitLine("ready ", 60);
      String bridge = ready.substring(ready.lastIndexOf(' ') + 1);
      try (Loulan.Running board = Loulan.word("board", bridge, "--visits", "5").start()) {
        long booted = entries();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (before == 0 && System.nanoTime() < end) {
          long now = entries();
          before = now > booted ? now : 0;
        }
        assertThat(before).as("entries while the disk had room").isPositive();
        fill(ballast);
        Outcome stopped = agent.await(90).exits(1);
        assertThat(stopped.err().lines().filter(line -> line.contains("cannot")))
            .as(stopped::toString)
            .isNotEmpty();
        assertThat(stopped.err()).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(board.process().isAlive() || board.process().exitValue() != 0).isTrue();
      }
      Files.delete(ballast);
      assertThat(entries()).isGreaterThanOrEqualTo(before);
    } finally {
      mosquitto.destroy();
      mosquitto.waitFor(5, TimeUnit.SECONDS);
    }
  }

  private long entries() {
    JsonNode found =
        Loulan.word(
                "journal",
                "verify",
                data.resolve("journal.sqlite"),
                "--key",
                data.resolve("journal.key"),
                "--json")
            .run()
            .exits(0)
            .json();
    assertThat(found.required("trusted").booleanValue()).isTrue();
    return found.required("entries").longValue();
  }

  private static void fill(Path ballast) throws IOException {
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(new byte[1_024]);
      }
    } catch (IOException e) {
      assertThat(ballast).isNotEmptyFile();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
