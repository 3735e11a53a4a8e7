package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the launcher has built before it does not build again: its own decision, over a tree of the
 * project's poms, with a Maven that notes what it was asked and leaves the programs behind.
 */
class BuildOnceTest {
  private static final String MAVEN =
      """
      #!/bin/bash
      if [[ $1 == --version ]]; then echo 'Apache Maven 3.9.9'; exit; fi
      echo "$*" >>"${0%/*}/calls"
      for jar in cli/target/loulan-cli.jar chaincode/target/loulan-chaincode.jar \\
        edge-agent/target/quarkus-app/quarkus-run.jar quarkus-app/target/quarkus-app/quarkus-run.jar; do
        mkdir -p "${jar%/*}"
        : >"$jar"
      done
      """;

  @TempDir private Path folder;
  private LauncherTree tree = new LauncherTree(Path.of(""));

  @BeforeEach
  void clone_of_the_launcher() throws IOException {
    tree = LauncherTree.copy(folder.resolve("tree"));
    LauncherTree.program(folder.resolve("maven/bin/mvn"), MAVEN);
  }

  @Test
  void a_second_build_happens_only_for_what_has_changed() throws IOException {
    build();
    assertThat(calls()).hasSize(1);
    build();
    assertThat(calls()).as("nothing changed").hasSize(1);

    Path source = tree.file("cli/src/main/java/Some.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    build();
    assertThat(calls()).as("touched, and the same").hasSize(1);

    Files.writeString(source, "class Some { int other; }");
    build();
    assertThat(calls()).hasSize(2);
    assertThat(calls().getLast()).contains("-pl cli ").doesNotContain("clean", "quarkus-app");

    tree.write("cli/src/test/java/SomeTest.java", "class SomeTest {}");
    build();
    assertThat(calls()).as("a test is in no program").hasSize(2);

    tree.write("domain/src/main/java/More.java", "class More {}");
    build();
    assertThat(calls()).hasSize(3);
    assertThat(calls().getLast()).contains("cli", "chaincode", "edge-agent", "quarkus-app");

    tree.write("quarkus-app/pom.xml", Files.readString(tree.file("quarkus-app/pom.xml")) + "\n");
    build();
    assertThat(calls()).hasSize(4);
    assertThat(calls().getLast()).as("another pom").contains("clean package", "quarkus-app");
    build();
    assertThat(calls()).hasSize(4);
  }

  @Test
  void a_second_test_run_compiles_and_packages_no_program_again() throws IOException {
    test();
    assertThat(calls().getLast()).contains("verify").doesNotContain("main.skip");
    test();
    assertThat(calls().getLast())
        .contains("-Dmaven.main.skip=true", "-Dquarkus.build.skip=true", "verify")
        .doesNotContain("clean", "skipTests", "maven.test.skip");
    build();
    assertThat(calls()).as("what was built for the tests is there for the demo").hasSize(2);
    tree.write("journal/src/main/java/More.java", "class More {}");
    test();
    assertThat(calls().getLast()).contains("verify").doesNotContain("main.skip", "clean");
  }

  private void build() {
    word("fast").run().exits(0);
  }

  private void test() {
    word("test", "--quick").run().exits(0);
  }

  private Loulan word(Object... words) {
    return Loulan.at(tree.launcher(), words)
        .with("MAVEN_HOME", folder.resolve("maven"))
        .with("JAVA_HOME", System.getProperty("java.home"))
        .without("LOULAN_BUILT");
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("maven/bin/calls"));
  }
}
