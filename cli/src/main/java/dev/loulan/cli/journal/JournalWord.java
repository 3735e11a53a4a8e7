package dev.loulan.cli.journal;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Output;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.entry.EntryType;
import dev.loulan.journal.sqlite.JournalFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What people do with a journal. */
@Command(
    name = "journal",
    mixinStandardHelpOptions = true,
    subcommands = {
      VerifyWord.class,
      JournalWord.Dump.class,
      JournalWord.Prove.class,
      DescribeWord.class,
      CompareWord.class,
      ExportWord.class,
      ArchiveWord.class
    })
public final class JournalWord {

  /** Prints entries as lines of JSON. */
  @Command(name = "dump", mixinStandardHelpOptions = true)
  static final class Dump implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", descriptionKey = "journal.file")
    private Path file;

    @Option(names = "--type", descriptionKey = "journal.type")
    private @Nullable String type;

    @Option(
        names = "--from",
        paramLabel = "SEQ",
        defaultValue = "0",
        descriptionKey = "journal.fromSeq")
    private long from;

    @Option(names = "--to", paramLabel = "SEQ", descriptionKey = "journal.toSeq")
    private @Nullable Long to;

    // The lines are JSON with or without --json.
    @Mixin private Output output;

    @Override
    public Integer call() {
      long last = to == null ? Long.MAX_VALUE : to;
      JournalFile.Selection selection =
          new JournalFile.Selection(type == null ? null : typeOf(type), from, last, null);
      return reading(
          file,
          journal -> {
            Progress progress = new Progress(output);
            journal.dump(
                selection,
                line -> {
                  System.out.println(line);
                  progress.one();
                });
            return 0;
          });
    }
  }

  /** Prints the proof that an entry is in the journal. */
  @Command(name = "prove", mixinStandardHelpOptions = true)
  static final class Prove implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "journal.file")
    private Path file;

    @Parameters(index = "1", paramLabel = "SEQ", descriptionKey = "journal.seq")
    private long seq;

    @Override
    public Integer call() {
      return reading(
          file,
          journal -> {
            try {
              System.out.print(journal.prove(seq, null).encode());
            } catch (IllegalArgumentException e) {
              throw Failure.usage("journal.noEntry", file, seq);
            }
            return 0;
          });
    }
  }

  /** The type that a person named. */
  static EntryType typeOf(String word) {
    List<EntryType> all = Arrays.asList(EntryType.values());
    return all.stream()
        .filter(t -> t.word().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() ->
            Failure.usage(
                "journal.badType",
                word,
                all.stream().map(EntryType::word).collect(Collectors.joining(", "))));
  }

  /** What is done with an opened journal; gives the exit code. */
  @FunctionalInterface
  public interface Use {
    int with(JournalFile journal);
  }

  /** Opens a journal; what is none is wrong usage, one that cannot be read is not sound. */
  public static int reading(Path file, Use use) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw Failure.usage("file.unreadable", file);
    }
    try {
      return use.with(new JournalFile(file));
    } catch (JournalException e) {
      throw switch (e.code()) {
        case NOT_A_JOURNAL -> Failure.usage("journal.isNone", file);
        case STORE_FULL, READ_ONLY, CORRUPT, IN_USE, IO, SIGNER, CLOSED ->
            Failure.of(Failure.UNSOUND, e);
      };
    }
  }
}
