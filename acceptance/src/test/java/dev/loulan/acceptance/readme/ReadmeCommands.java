package dev.loulan.acceptance.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The commands that the README leads a reader through, as written there. */
final class ReadmeCommands {
  private static final String MARK = "<!-- first-sale:";

  private ReadmeCommands() {}

  /** The lines of the first {@code sh} block after the mark, in order. */
  static List<String> firstSale(Path readme) throws IOException {
    List<String> lines =
        Files.readAllLines(readme).stream()
            .dropWhile(line -> !line.startsWith(MARK))
            .dropWhile(line -> !line.equals("```sh"))
            .skip(1)
            .takeWhile(line -> !line.equals("```"))
            .toList();
    if (lines.isEmpty()) {
      throw new AssertionError(readme + " has no sh block after " + MARK);
    }
    return lines;
  }
}
