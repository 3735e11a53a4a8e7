package dev.loulan.needs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs of the machine it runs on.
 *
 * <p>A missing program is a skip with words on a person's machine and a failure where {@code
 * CI=true}, since a run that skipped it there would prove nothing. Recorded data lies beside the
 * project and is no part of it: a test that reads some is skipped wherever it is absent.
 */
public final class Needs {
  // Servers are there and seldom on the path of a person.
  private static final List<String> SBIN = List.of("/usr/sbin", "/usr/local/sbin");

  private Needs() {}

  /**
   * Goes on only where something is there.
   *
   * @param missing says what is missing and how to get it
   */
  public static void that(boolean there, String missing) {
    if (!there && "true".equals(System.getenv("CI"))) {
      Assertions.fail(missing);
    }
    Assumptions.assumeTrue(there, "skipped: " + missing);
  }

  /**
   * Where a program is installed; goes on only where it is.
   *
   * @param install the Debian package that has it
   */
  public static Path program(String name, String install) {
    Optional<Path> found =
        Stream.concat(Stream.of(System.getenv("PATH").split(":", -1)), SBIN.stream())
            .map(folder -> Path.of(folder).resolve(name))
            .filter(Files::isExecutable)
            .findFirst();
    that(found.isPresent(), name + " is not installed (apt-get install " + install + ")");
    return found.orElseThrow();
  }

  /** A file or folder of the recorded data beside the project. */
  public static Path data(String name) {
    Path found = project().resolve("../shared/data").resolve(name).normalize();
    Assumptions.assumeTrue(
        Files.exists(found), "skipped: ../shared/data/" + name + " is not on this machine");
    return found;
  }

  /** The project's folder, above the one that tests run in. */
  public static Path project() {
    return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("loulan")))
        .filter(folder -> Files.exists(folder.resolve("CHANGELOG.md")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No folder above this one holds ./loulan"));
  }
}
