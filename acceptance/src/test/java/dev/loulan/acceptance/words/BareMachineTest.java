package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.needs.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine on which a JDK or Maven is missing: the sentence says which, and how to get it. */
class BareMachineTest {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "env",
          "dirname",
          "readlink",
          "sed",
          "sort",
          "head",
          "cat",
          "find",
          "tr",
          "xargs",
          "sha256sum",
          "cut",
          "mkdir",
          "rm",
          "flock",
          "grep",
          "sleep");

  @TempDir private Path folder;
  private Path launcher = Path.of("");

  /** The launcher of a fresh clone, and a PATH with what any machine has. */
  @BeforeEach
  void bare() throws IOException {
    launcher = Files.copy(Needs.project().resolve("loulan"), folder.resolve("loulan"));
    Files.copy(Needs.project().resolve("pom.xml"), folder.resolve("pom.xml"));
    Files.createDirectories(folder.resolve("deploy"));
    Files.copy(Needs.project().resolve("deploy/native.sh"), folder.resolve("deploy/native.sh"));
    Path tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : TOOLS) {
      for (String place : List.of("/usr/bin", "/bin")) {
        Path program = Path.of(place, tool);
        if (Files.exists(program) && !Files.exists(tools.resolve(tool))) {
          Files.createSymbolicLink(tools.resolve(tool), program);
        }
      }
    }
  }

  @AfterEach
  void remove() throws IOException {
    try (Stream<Path> links = Files.list(folder.resolve("tools"))) {
      for (Path link : links.toList()) {
        Files.delete(link);
      }
    }
  }

  @Test
  void without_a_jdk_it_says_how_to_get_one() {
    Loulan word = onBareMachine("demo").without("JAVA_HOME").with("LOULAN_JDK_PATHS", "");
    assertThat(word.run().refusal(3)).contains("JDK 25").contains("https://adoptium.net");
    assertThat(word.inChinese().run().refusal(3)).contains("未找到 JDK 25");
    Loulan tests = onBareMachine("test").without("JAVA_HOME").with("LOULAN_JDK_PATHS", "");
    assertThat(tests.run().refusal(3)).contains("JDK 25");
  }

  @Test
  void without_maven_it_says_how_to_get_it() {
    Loulan word =
        onBareMachine("demo")
            .with("JAVA_HOME", System.getProperty("java.home"))
            .with("LOULAN_MAVEN_PATHS", "")
            .without("MAVEN_HOME", "LOULAN_BUILT");
    assertThat(word.run().refusal(3)).contains("Maven 3.8.6").contains("https://maven.apache.org");
    assertThat(word.inChinese().run().refusal(3)).contains("构建需要 Maven");
  }

  @Test
  void a_program_that_was_said_to_be_built_and_is_not_is_named() {
    Loulan word = onBareMachine("infer").with("JAVA_HOME", System.getProperty("java.home"));
    assertThat(word.run().refusal(3)).contains("loulan-cli.jar");
  }

  @Test
  void the_list_of_words_needs_nothing() {
    Loulan list = onBareMachine().without("JAVA_HOME").with("LOULAN_JDK_PATHS", "");
    assertThat(list.run().exits(0).out()).contains("demo", "replay", "journal", "agent");
  }

  private Loulan onBareMachine(Object... words) {
    return Loulan.at(launcher, words).with("PATH", folder.resolve("tools"));
  }
}
