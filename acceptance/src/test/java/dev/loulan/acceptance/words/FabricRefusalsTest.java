package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.needs.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./loulan fabric ...} says when something is missing, taken or was never made. */
@SuppressWarnings("NullAway.Init")
class FabricRefusalsTest {
  @TempDir Path folder;

  /** The links of {@link #fresh}, so that nobody who tidies up follows them. */
  @AfterEach
  void unlink() throws IOException {
    Path installation = folder.resolve("installation");
    if (Files.exists(installation)) {
      try (Stream<Path> parts = Files.list(installation)) {
        for (Path part : parts.filter(Files::isSymbolicLink).toList()) {
          Files.delete(part);
        }
      }
    }
  }

  @Test
  void without_fabrics_programs_it_says_how_to_get_them() throws IOException {
    Loulan up = fresh("fabric", "up", "--folder", folder.resolve("network"));
    assertThat(up.run().refusal(3))
        .contains("orderer", "FABRIC_BIN", "./loulan fabric install", "Go 1.26");
    assertThat(up.inChinese().run().refusal(3)).contains("未找到 Fabric 程序");
    assertThat(folder.resolve("network")).doesNotExist();
  }

  @Test
  void without_go_the_programs_are_not_built_and_it_says_how_to_get_it() throws IOException {
    Loulan install = fresh("fabric", "install").with("LOULAN_GO_PATHS", "");
    assertThat(install.run().refusal(3)).contains("no Go", "https://go.dev/dl", "FABRIC_BIN");
    assertThat(install.inChinese().run().refusal(3)).contains("没有可用于构建的 Go");
  }

  @Test
  void where_no_network_was_made_every_word_says_how_to_make_one() {
    Path none = folder.resolve("none");
    for (List<String> word :
        List.of(
            List.of("down"),
            List.of("status"),
            List.of("upgrade"),
            List.of("add-orderer", "platform2"),
            List.of("add-org", "supplier2"),
            List.of("renew", "host"))) {
      Loulan asked = fabric(word, none);
      assertThat(asked.run().refusal(2)).as("%s", word).contains("none", "./loulan fabric up");
    }
    assertThat(fabric(List.of("status"), none).inChinese().run().refusal(2)).contains("没有网络");
    assertThat(none).doesNotExist();
  }

  @Test
  void numbers_that_make_no_network_are_refused_before_anything_is_made() {
    Path none = folder.resolve("none");
    assertThat(fabric(List.of("up", "--peers", "3"), none).run().refusal(2)).contains("--peers");
    assertThat(fabric(List.of("up", "--port", "80"), none).run().refusal(2)).contains("--port");
    assertThat(fabric(List.of("up", "--port", "70000"), none).inChinese().run().refusal(2))
        .contains("--port 必须在");
    assertThat(none).doesNotExist();
  }

  @Test
  void a_description_that_a_power_cut_tore_is_named() throws IOException {
    Files.writeString(folder.resolve("network.properties"), "firstPort=17");
    assertThat(fabric(List.of("status"), folder).run().refusal(3)).contains("network.properties");
  }

  /** So that the same word with another port is all that it takes. */
  @Test
  @Tag("fabric")
  void where_a_port_is_taken_it_is_named_and_nothing_is_made() throws IOException {
    Path network = folder.resolve("network");
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = taken.getLocalPort() - 20;
      Outcome up = fabric(List.of("up", "--port", Integer.toString(port)), network).run();
      Needs.that(!up.err().contains("FABRIC_BIN"), up.err());
      assertThat(up.refusal(3)).contains(Integer.toString(taken.getLocalPort()), "--port");
      assertThat(network).doesNotExist();
    }
  }

  private static Loulan fabric(List<String> word, Path network) {
    List<Object> words = new java.util.ArrayList<>(List.of("fabric"));
    words.addAll(word);
    words.addAll(List.of("--folder", network));
    return Loulan.word(words.toArray());
  }

  /** The words in an installation that has built no programs, on a machine without them. */
  private Loulan fresh(Object... words) throws IOException {
    Path installation = Files.createDirectories(folder.resolve("installation"));
    for (String part : List.of("loulan", "cli", "chaincode", "deploy", "pom.xml")) {
      Path link = installation.resolve(part);
      if (!Files.exists(link) && part.equals("loulan")) {
        Files.copy(Needs.project().resolve(part), link);
      } else if (!Files.exists(link)) {
        Files.createSymbolicLink(link, Needs.project().toAbsolutePath().resolve(part));
      }
    }
    return Loulan.at(installation.resolve("loulan"), words)
        .without("FABRIC_BIN")
        .with("JAVA_HOME", System.getProperty("java.home"))
        .with("PATH", "/usr/bin:/bin");
  }
}
