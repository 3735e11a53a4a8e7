package dev.loulan.fabric.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.fabric.FabricProblem;
import dev.loulan.fabric.FabricProblem.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class ProgramsTest {
  private static final List<String> NAMES =
      List.of("peer", "orderer", "osnadmin", "configtxgen", "configtxlator", "cryptogen");

  @TempDir Path folder;

  @Test
  void they_are_taken_from_fabric_bin_then_from_what_was_built_then_from_the_path()
      throws IOException {
    Path named = programs("named");
    Path built = folder.resolve("built");
    Path path = programs("path");
    Map<String, String> both = Map.of("FABRIC_BIN", named.toString(), "PATH", path.toString());
    assertThat(Programs.require(built, both).folder()).isEqualTo(named);
    Map<String, String> onPath = Map.of("PATH", "/nowhere:" + path);
    assertThat(Programs.require(built, onPath).folder()).isEqualTo(path);
    programs("built");
    assertThat(Programs.require(built, onPath).folder()).isEqualTo(built);
  }

  @Test
  void a_folder_that_lacks_one_is_no_folder_of_programs() throws IOException {
    Path named = programs("named");
    Files.delete(named.resolve("osnadmin"));
    assertProblem(
        Kind.PROGRAMS_MISSING,
        () -> Programs.require(folder.resolve("built"), Map.of("FABRIC_BIN", named.toString())));
  }

  @Test
  void without_go_nothing_is_built_and_the_problem_says_so() {
    Map<String, String> bare = Map.of("PATH", folder.toString(), "LOULAN_GO_PATHS", "");
    assertProblem(
        Kind.GO_MISSING,
        () -> Programs.install(folder, folder.resolve("built"), bare, (step, values) -> {}));
  }

  @Test
  void a_build_that_fails_leaves_nothing_behind_that_looks_like_programs() throws IOException {
    Path go = program(folder.resolve("bin/go"), "echo 'go: no network' >&2; exit 1");
    Path built = folder.resolve("built");
    Map<String, String> environment =
        Map.of("PATH", Objects.requireNonNull(go.getParent()).toString());
    assertProblem(
        Kind.BUILD_FAILED,
        () -> Programs.install(folder, built, environment, (step, values) -> {}));
    assertThat(Programs.find(built, environment)).isEmpty();
  }

  private static void assertProblem(Kind kind, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            FabricProblem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
  }

  private Path programs(String name) throws IOException {
    for (String program : NAMES) {
      Path _ = program(folder.resolve(name).resolve(program), "exit 0");
    }
    return folder.resolve(name);
  }

  private static Path program(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
