package dev.loulan.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder with vectors and recordings beside the project; tests skip where it is absent. */
public final class SharedData {

  private SharedData() {}

  /** A file or folder in it. */
  public static Path path(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("../shared/data"))) {
      folder = folder.getParent();
    }
    Assumptions.assumeTrue(
        folder != null && Files.exists(folder.resolve("../shared/data").resolve(name)),
        "skipped: ../shared/data/" + name + " is not on this machine");
    return folder.resolve("../shared/data").resolve(name);
  }
}
