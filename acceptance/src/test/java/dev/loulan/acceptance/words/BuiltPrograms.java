package dev.loulan.acceptance.words;

import dev.loulan.needs.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The launcher and the programs behind it. */
public final class BuiltPrograms {
  private static final List<String> PROGRAMS =
      List.of(
          "cli/target/loulan-cli.jar",
          "edge-agent/target/quarkus-app/quarkus-run.jar",
          "quarkus-app/target/quarkus-app/quarkus-run.jar");

  private BuiltPrograms() {}

  /** The launcher; skips where the programs behind it are not built, which CI never allows. */
  public static Path launcher() {
    for (String program : PROGRAMS) {
      Needs.that(
          Files.exists(Needs.project().resolve(program)),
          program + " is not built; ./loulan fast or ./loulan test builds it");
    }
    return Needs.project().resolve("loulan");
  }
}
