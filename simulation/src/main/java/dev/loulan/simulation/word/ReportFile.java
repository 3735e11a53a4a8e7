package dev.loulan.simulation.word;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.JsonText;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.simulation.run.Outcome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A file with a line of JSON for each run, which a later run goes on in. A line that a stopped
 * process left half written counts for nothing. One thread.
 */
final class ReportFile {
  private final Path file;

  ReportFile(Path file) {
    this.file = file;
  }

  /** The seed after the greatest that stands in the file. */
  OptionalLong next() {
    if (!Files.exists(file)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(file)) {
      OptionalLong greatest = lines.flatMapToLong(ReportFile::seed).max();
      endLine();
      return greatest.isPresent()
          ? OptionalLong.of(greatest.getAsLong() + 1)
          : OptionalLong.empty();
    } catch (IOException | UncheckedIOException e) {
      throw failed(e);
    }
  }

  void append(Outcome outcome) {
    try {
      Files.writeString(
          file,
          JsonText.of(OutcomeText.json(outcome)) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static LongStream seed(String line) {
    try {
      byte[] json = line.getBytes(StandardCharsets.UTF_8);
      return LongStream.of(Fields.of(JsonReader.read(json), "run").integer("seed"));
    } catch (RuntimeException e) {
      return LongStream.empty();
    }
  }

  private void endLine() throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      if (open.length() > 0) {
        open.seek(open.length() - 1);
        if (open.read() != '\n') {
          open.write('\n');
        }
      }
    }
  }

  private Failure failed(Exception e) {
    return Failure.sentence(
        Failure.MACHINE, SimTexts.text("sim.file", file, String.valueOf(e.getMessage())));
  }
}
