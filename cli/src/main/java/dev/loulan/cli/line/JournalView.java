package dev.loulan.cli.line;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.JsonText;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.EntryType;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.sqlite.JournalFile;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The agent's journal of a line, read and verified from its file. */
public final class JournalView {
  private final Path file;
  private final Path key;

  public JournalView(LineOptions options) {
    this.file = options.agent().resolve("journal.sqlite");
    this.key = options.agent().resolve("journal.key");
  }

  /** Verifies the whole file against the device's key. */
  public Verification verify() {
    try {
      VerifierKey known = VerifierKey.parse(Files.readString(key).strip());
      return new JournalFile(file).verify(new Expectation(known, null, _ -> {}));
    } catch (IOException | JournalException e) {
      throw Failure.of(Failure.UNSOUND, e);
    }
  }

  /** The entries of a type in the last epoch, in order. */
  public List<JournalEntry> entries(EntryType type) {
    List<JournalEntry> entries = new ArrayList<>();
    try {
      new JournalFile(file)
          .entries(new JournalFile.Selection(type, 0, Long.MAX_VALUE, null), entries::add);
    } catch (JournalException e) {
      throw Failure.of(Failure.UNSOUND, e);
    }
    return entries;
  }

  /** File, key, number of entries and root, as words print them. */
  public Map<String, @Nullable Object> json(Verification verification) {
    return JsonText.object(
        "file", file.toString(),
        "key", key.toString(),
        "entries", verification.entries(),
        "root", verification.root().base64());
  }
}
