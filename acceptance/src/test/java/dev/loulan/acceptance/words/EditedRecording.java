package dev.loulan.acceptance.words;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A copy of a recording in which a test changes something. */
record EditedRecording(Path folder) {

  static EditedRecording copy(Path original, Path to) {
    try (Stream<Path> files = Files.list(original)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
      return new EditedRecording(to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the lines of a file, the header with them; a name that ends in .gz is packed. */
  void edit(String name, UnaryOperator<List<String>> change) {
    Path file = folder.resolve(name);
    try {
      List<String> lines;
      try (BufferedReader reader =
          name.endsWith(".gz")
              ? new BufferedReader(
                  new InputStreamReader(
                      new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))
              : Files.newBufferedReader(file)) {
        lines = reader.lines().toList();
      }
      try (PrintWriter writer =
          new PrintWriter(
              new OutputStreamWriter(
                  name.endsWith(".gz")
                      ? new GZIPOutputStream(Files.newOutputStream(file))
                      : Files.newOutputStream(file),
                  StandardCharsets.UTF_8))) {
        change.apply(lines).forEach(line -> writer.print(line + "\n"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From a row on a plate weighs so much less; the noise stays what was recorded. */
  void take(int gondola, String plate, String grams, int fromRow) {
    edit(
        "gondola" + gondola + ".csv.gz",
        lines -> {
          int column = Arrays.asList(lines.getFirst().split(",", -1)).indexOf(plate);
          return Stream.concat(
                  lines.stream().limit(fromRow),
                  lines.stream().skip(fromRow).map(line -> less(line, column, grams)))
              .toList();
        });
  }

  private static String less(String line, int column, String grams) {
    String[] cells = line.split(",", -1);
    cells[column] = new BigDecimal(cells[column]).subtract(new BigDecimal(grams)).toPlainString();
    return String.join(",", cells);
  }
}
