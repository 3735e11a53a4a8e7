package dev.loulan.cli.journal;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.checkpoint.NoteFormatException;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.sqlite.JournalView;
import dev.loulan.journal.verify.Comparison;
import dev.loulan.journal.verify.Comparison.Relation;
import dev.loulan.journal.verify.LogView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says how two journals or checkpoints of a device relate, and proves a clone. */
@Command(name = "compare", mixinStandardHelpOptions = true)
final class CompareWord implements Callable<Integer> {
  private static final int LONGEST_NOTE = 1_000_000;

  @Parameters(index = "0", paramLabel = "A", descriptionKey = "journal.compareA")
  private Path a;

  @Parameters(index = "1", paramLabel = "B", descriptionKey = "journal.compareB")
  private Path b;

  @Option(names = "--key", paramLabel = "FILE", descriptionKey = "journal.key")
  private @Nullable Path key;

  @Mixin private Output output;

  @Override
  public Integer call() {
    VerifierKey trusted = key == null ? null : VerifyWord.parse(key, VerifierKey::parse);
    try (LogView first = view(a);
        LogView second = view(b)) {
      Comparison found = Comparison.of(first, second);
      boolean proved = trusted != null && found.isProvedBy(trusted);
      show(found, proved);
      return switch (found.relation()) {
        case SAME, EXTENDS, BEHIND -> 0;
        case FORKED -> Failure.UNSOUND;
        case UNKNOWN, OTHER_DEVICE -> Failure.USAGE;
      };
    } catch (JournalException e) {
      throw e.code() == JournalException.ErrorCode.NOT_A_JOURNAL
          ? Failure.usage("journal.isNone", a + ", " + b)
          : Failure.of(Failure.UNSOUND, e);
    }
  }

  private static LogView view(Path file) {
    try {
      if (Files.size(file) <= LONGEST_NOTE) {
        String text = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8);
        if (text.startsWith("loulan.dev/journal/")) {
          return LogView.of(SignedNote.parse(text));
        }
      }
      return new JournalView(file);
    } catch (IOException | NoteFormatException e) {
      throw Failure.usage("file.unreadable", file);
    }
  }

  private void show(Comparison found, boolean proved) {
    String log = found.epoch().map(name -> name.origin()).orElse("-");
    String key = "journal.compare." + found.relation().name().toLowerCase(Locale.ROOT);
    output.line(Messages.text(key, log, found.sizeA(), found.sizeB()));
    if (found.parted() >= 0) {
      output.line(Messages.text("journal.compare.parted", found.parted()));
    }
    if (found.relation() == Relation.FORKED) {
      String verdict = proved ? "proved" : found.proof().isEmpty() ? "noProof" : "notChecked";
      output.line(Messages.text("journal.compare." + verdict));
      found.proof().forEach(note -> output.line("\n" + note.encode()));
    }
    output.result(
        JsonText.object(
            "relation", found.relation().name().toLowerCase(Locale.ROOT),
            "log", log,
            "sizeA", found.sizeA(),
            "sizeB", found.sizeB(),
            "parted", found.parted(),
            "proved", proved,
            "proof", found.proof().stream().map(SignedNote::encode).toList()));
  }
}
