package dev.loulan.journal.sqlite;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.EntryProof;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.EntryType;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.merkle.Proofs;
import dev.loulan.journal.merkle.TreeHash;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.JournalVerifier;
import dev.loulan.journal.verify.RawJournal;
import dev.loulan.journal.verify.Verification;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What people do with a journal's file: verify, dump, prove. The file is only read, also while an
 * agent writes it. Every method throws {@link dev.loulan.journal.JournalException}; NOT_A_JOURNAL
 * when the file is something else.
 */
public final class JournalFile {

  private static final long ENTRIES_AT_ONCE = 500;

  private final Path path;

  public JournalFile(Path path) {
    this.path = path;
  }

  /** Verifies the whole file; damage is in the result. */
  public Verification verify(Expectation expectation) {
    try (RawJournal raw =
        ArchiveFile.is(path) ? new ArchiveRawJournal(path) : SqliteRawJournal.open(path)) {
      return JournalVerifier.verify(raw, expectation);
    } catch (JournalException e) {
      if (e.code() == ErrorCode.CORRUPT
          || (e.code() == ErrorCode.NOT_A_JOURNAL && RawFormat.hasMark(path))) {
        return Verification.unreadable(e.getMessage());
      }
      throw e;
    }
  }

  /**
   * Verifies what was committed when it began, while the journal is being written: in transactions
   * of fewer than 1,000 entries, since an open reader makes the write-ahead log grow, and without
   * SQLite's own check of its structure, which is one long transaction.
   */
  public Verification verifyWhileWritten(Expectation expectation) {
    try (SqliteRawJournal raw = SqliteRawJournal.openWritten(path)) {
      return JournalVerifier.verify(raw, expectation);
    }
  }

  /**
   * Which entries to dump.
   *
   * @param type null for all
   * @param from first sequence number
   * @param to last sequence number
   * @param epoch null for the last one
   */
  public record Selection(@Nullable EntryType type, long from, long to, @Nullable EpochId epoch) {

    /** Every entry of the last epoch. */
    public static final Selection ALL = new Selection(null, 0, Long.MAX_VALUE, null);

    /** Whether type and number are selected. */
    boolean holds(JournalEntry entry) {
      return (type == null || entry.type() == type) && entry.seq() >= from && entry.seq() <= to;
    }
  }

  /** Hands over a line of JSON for each selected entry. */
  public void dump(Selection selection, Consumer<String> line) {
    entries(selection, entry -> line.accept(EntryCodec.toJson(entry)));
  }

  /** Hands over each selected entry. */
  public void entries(Selection selection, Consumer<JournalEntry> each) {
    if (ArchiveFile.is(path)) {
      new LoneArchive(path)
          .entries(entry -> {
            if (selection.holds(entry)) {
              each.accept(entry);
            }
          });
      return;
    }
    try (SqliteJournalStore store = SqliteJournalStore.openReadOnly(path)) {
      JournalReader reader = new JournalReader(store);
      EpochId epoch = epoch(reader, selection.epoch());
      if (epoch == null) {
        return;
      }
      long end = Math.min(reader.size(epoch) - 1, selection.to());
      for (long next = selection.from(); next <= end; next += ENTRIES_AT_ONCE) {
        reader.entries(epoch, next, Math.min(end + 1, next + ENTRIES_AT_ONCE)).stream()
            .filter(selection::holds)
            .forEach(each);
      }
    }
  }

  /** Hands over every entry of every epoch, in order; also those in archives beside the file. */
  public void allEntries(Consumer<JournalEntry> each) {
    if (ArchiveFile.is(path)) {
      entries(Selection.ALL, each);
      return;
    }
    try (SqliteJournalStore store = SqliteJournalStore.openReadOnly(path)) {
      for (EpochId epoch : store.epochs()) {
        entries(new Selection(null, 0, Long.MAX_VALUE, epoch), each);
      }
    }
  }

  /**
   * Proof that an entry is in the journal.
   *
   * @param epoch null for the last one
   * @throws IllegalArgumentException when there is no such entry
   */
  public EntryProof prove(long seq, @Nullable EpochId epoch) {
    EntryProof proof =
        ArchiveFile.is(path) ? new LoneArchive(path).prove(seq) : proveFromStore(seq, epoch);
    Checkpoint head = Checkpoint.parse(proof.checkpoint());
    Bytes leaf = TreeHash.leaf(Objects.requireNonNull(proof.extra()));
    if (!Proofs.includes(seq, head.size(), head.root(), leaf, proof.path())) {
      throw new JournalException(
          ErrorCode.CORRUPT,
          "The journal "
              + path
              + " cannot prove entry "
              + seq
              + ": what it holds is not what was signed. Run 'journal verify' on it.");
    }
    return proof;
  }

  private EntryProof proveFromStore(long seq, @Nullable EpochId epoch) {
    try (SqliteJournalStore store = SqliteJournalStore.openReadOnly(path)) {
      JournalReader reader = new JournalReader(store);
      EpochId of = epoch(reader, epoch);
      if (of == null) {
        throw new IllegalArgumentException("The journal " + path + " has no entries");
      }
      return reader.prove(of, seq);
    }
  }

  private static @Nullable EpochId epoch(JournalReader reader, @Nullable EpochId asked) {
    if (asked != null || reader.epochs().isEmpty()) {
      return asked;
    }
    return reader.epochs().getLast();
  }
}
