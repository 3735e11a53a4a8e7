package dev.loulan.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.server.settings.ServerSettings;
import dev.loulan.server.settings.StartException;
import dev.loulan.sync.submission.BatchBounds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init")
class StartTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "loulan.server.prot=1, prot",
    "loulan.server.port=70000, port",
    "loulan.server.clearing=maybe, clearing",
    "loulan.server.batch-millis=soon, batch-millis",
    "loulan.server.upload-mib=257, upload-mib",
    "loulan.server.upload-mib=0, upload-mib",
    "loulan.server.batch-entries=0, batch-entries",
    "loulan.server.clearing-zone=Mars/Olympus, clearing-zone",
    "quarkus.http.port=1, quarkus.http.port"
  })
  void a_wrong_setting_is_named(String line, String named) throws Exception {
    Path file = folder.resolve("server.properties");
    Files.writeString(file, "loulan.server.data=" + folder + "\n" + line + "\n");
    refused(() -> CommandLine.read("--config", file.toString()), 2, named);
  }

  @Test
  void without_a_data_folder_or_a_file_nothing_starts() throws Exception {
    Path file = folder.resolve("server.properties");
    refused(
        () -> CommandLine.read("--config", file.toString()),
        2,
        "There is no configuration file " + file);
    Files.writeString(file, "loulan.server.port=0\n");
    refused(() -> CommandLine.read("--config", file.toString()), 2, "loulan.server.data");
    refused(CommandLine::read, 2, "--config");
  }

  @Test
  void defaults_are_as_documented() throws Exception {
    Path file = folder.resolve("server.properties");
    Files.writeString(file, "loulan.server.data=" + folder + "\n");
    ServerSettings settings = CommandLine.read("--config", file.toString());
    assertThat(settings.plainAddress()).isEqualTo("http://127.0.0.1:8080");
    assertThat(settings.deviceAddress()).isEqualTo("https://127.0.0.1:8443");
    assertThat(settings.allowSimulatedClock()).isFalse();
    assertThat(settings.clearing()).isTrue();
    assertThat(settings.batch()).isEqualTo(BatchBounds.DEFAULT);
    Files.writeString(
        file,
        "loulan.server.data=%1$s\nloulan.server.ledger=fabric\nloulan.server.fabric=%1$s\n"
            .formatted(folder));
    settings = CommandLine.read("--config", file.toString());
    assertThat(settings.batch().maxWait()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.replica()).isEqualTo("1");
  }

  @Test
  void a_taken_port_is_named_and_is_the_machines_trouble() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      refused(() -> Preflight.freePort("127.0.0.1", port, "port"), 3, Integer.toString(port));
    }
  }

  @Test
  void a_second_server_on_the_same_data_is_refused() throws Exception {
    List<FileLock> locks = lock("embedded", "1");
    refused(() -> lock("embedded", "1"), 3, "Another server");
    refused(() -> lock("fabric", "2"), 3, "Another server");
    release(locks);
    release(lock("embedded", "1"));
  }

  @Test
  void servers_on_a_chain_share_a_data_folder_each_under_its_own_name() throws Exception {
    List<FileLock> first = lock("fabric", "1");
    refused(() -> lock("fabric", "1"), 3, "Another server");
    refused(() -> lock("embedded", "1"), 3, "Another server");
    release(first);
    refused(() -> lock("fabric", "../1"), 2, "loulan.server.replica");
  }

  private List<FileLock> lock(String ledger, String replica) {
    Map<String, String> values = new HashMap<>();
    values.put("loulan.server.data", folder.toString());
    values.put("loulan.server.ledger", ledger);
    values.put("loulan.server.replica", replica);
    if (ledger.equals("fabric")) {
      values.put("loulan.server.fabric", folder.toString());
    }
    return Preflight.lockData(ServerSettings.of(values));
  }

  private static void release(List<FileLock> locks) throws IOException {
    for (FileLock lock : locks) {
      lock.channel().close();
    }
  }

  @Test
  void a_data_folder_that_cannot_be_made_is_named() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    ServerSettings settings =
        ServerSettings.of(Map.of("loulan.server.data", file.resolve("data").toString()));
    refused(() -> Preflight.lockData(settings), 3, "cannot be written");
  }

  private static void refused(Runnable start, int exitCode, String named) {
    assertThatThrownBy(start::run)
        .isInstanceOfSatisfying(
            StartException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(exitCode);
              assertThat(e.getMessage()).contains(named);
            });
  }
}
