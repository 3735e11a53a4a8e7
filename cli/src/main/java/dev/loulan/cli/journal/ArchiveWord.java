package dev.loulan.cli.journal;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.journal.sqlite.Archiver;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves old commits out of a journal into compressed files beside it. */
@Command(name = "archive", mixinStandardHelpOptions = true)
final class ArchiveWord implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", descriptionKey = "journal.file")
  private Path file;

  @Option(
      names = "--keep-days",
      paramLabel = "N",
      defaultValue = "90",
      descriptionKey = "journal.keepDays")
  private long keepDays;

  @Option(
      names = "--keep-entries",
      paramLabel = "N",
      defaultValue = "100000",
      descriptionKey = "journal.keepEntries")
  private long keepEntries;

  @Option(
      names = "--keep-mib",
      paramLabel = "N",
      defaultValue = "1048576",
      descriptionKey = "journal.keepMib")
  private long keepMib;

  @Mixin private Output output;

  @Override
  public Integer call() {
    if (keepDays < 0 || keepEntries < 0 || keepMib < 0) {
      throw Failure.usage("journal.keepNegative");
    }
    return JournalWord.reading(
        file,
        journal -> {
          Instant before = Instant.now().minus(Duration.ofDays(keepDays));
          try (SqliteJournalStore store = SqliteJournalStore.open(file)) {
            List<Path> made =
                new Archiver(store)
                    .run(
                        new Archiver.Policy(
                            before.toEpochMilli() * 1_000, keepMib << 20, keepEntries));
            output.done(
                made.isEmpty()
                    ? new String[] {Messages.text("journal.archivedNone")}
                    : made.stream()
                        .map(path -> Messages.text("journal.archived", path))
                        .toArray(String[]::new));
          }
          return 0;
        });
  }
}
