package dev.loulan.inference.recorded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Finds the recordings beside the project; a test that needs one is skipped where it is absent. */
final class SharedData {
  private SharedData() {}

  static Path file(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path found = at.resolveSibling("shared").resolve("data").resolve(name);
      if (at.getParent() != null && Files.exists(found)) {
        return found;
      }
    }
    Assumptions.abort("Skipped: the recording ../shared/data/" + name + " is not on this machine");
    throw new IllegalStateException("not reached");
  }

  static List<String> lines(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  static int milligrams(String grams) {
    return (int) Math.round(Double.parseDouble(grams) * 1000);
  }
}
