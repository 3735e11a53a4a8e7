package dev.loulan.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.server.settings.ServerSettings;
import dev.loulan.server.settings.StartException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
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
    FileLock lock = Preflight.lockData(folder);
    refused(() -> Preflight.lockData(folder), 3, "Another server");
    lock.channel().close();
    Preflight.lockData(folder).channel().close();
  }

  @Test
  void a_data_folder_that_cannot_be_made_is_named() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    refused(() -> Preflight.lockData(file.resolve("data")), 3, "cannot be written");
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
