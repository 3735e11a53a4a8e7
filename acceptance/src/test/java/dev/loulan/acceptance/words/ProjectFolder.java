package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the launcher, the built programs and the shared data are. */
public final class ProjectFolder {
  private static final List<String> PROGRAMS =
      List.of(
          "cli/target/loulan-cli.jar",
          "edge-agent/target/quarkus-app/quarkus-run.jar",
          "quarkus-app/target/quarkus-app/quarkus-run.jar");

  private ProjectFolder() {}

  /** The folder of the launcher, above the one that tests run in. */
  public static Path root() {
    return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("loulan")))
        .filter(folder -> Files.exists(folder.resolve("pom.xml")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No folder above this one holds ./loulan"));
  }

  /** The launcher; skips where the programs behind it are not built, which CI never allows. */
  public static Path launcher() {
    for (String program : PROGRAMS) {
      needed(
          Files.exists(root().resolve(program)),
          program + " is not built; ./loulan fast or ./loulan test builds it");
    }
    return root().resolve("loulan");
  }

  /** A folder or file of recorded data beside the project; skips where it is absent. */
  public static Path data(String name) {
    Path file = root().resolve("../shared/data").resolve(name).normalize();
    assumeTrue(Files.exists(file), "The data set " + name + " is not beside this project");
    return file;
  }

  /** Skips with words on a person's machine, fails where {@code CI=true}. */
  public static void needed(boolean present, String why) {
    if (!present && "true".equals(System.getenv("CI"))) {
      fail(why);
    }
    assumeTrue(present, why);
  }
}
