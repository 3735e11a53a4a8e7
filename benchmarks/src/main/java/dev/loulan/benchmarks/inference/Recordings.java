package dev.loulan.benchmarks.inference;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the real recordings, which are not part of the project: {@code shared/data} beside it. */
final class Recordings {
  static final String ABSENT = "the recordings are not on this machine";

  private Recordings() {}

  static Optional<Path> find(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path found = at.resolve("shared").resolve("data").resolve(name);
      if (Files.exists(found)) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }
}
