package dev.loulan.journal.sqlite;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.StoredCommit.Tile;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EntryFormatException;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.verify.RawJournal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One archive as a stretch of a journal that begins where its header says. */
final class ArchiveRawJournal implements RawJournal {

  private final Path file;
  private final ArchiveFile.Header header;
  private final Start start;
  private long end;

  ArchiveRawJournal(Path file) {
    this.file = file;
    this.header = ArchiveFile.header(file);
    this.end = header.from();
    try {
      this.start = new Start(header.begin(), header.state(), header.device(), header.publicKey());
    } catch (IllegalArgumentException | EntryFormatException e) {
      throw new JournalException(
          JournalException.ErrorCode.CORRUPT,
          "The header of the archive " + file + " is damaged: " + e.getMessage(),
          e);
    }
  }

  /** What the verifier is given of a commit, from a row or an item of an archive. */
  static RawCommit raw(long epochNo, ArchiveFile.Commit commit) {
    return SqliteRawJournal.commit(epochNo, commit.size(), commit.entries(), commit.checkpoint());
  }

  @Override
  public Start start() {
    return start;
  }

  @Override
  public List<RawEpoch> epochs() {
    return List.of(new RawEpoch(1, header.epoch().value()));
  }

  @Override
  public void forEachCommit(Visitor visitor) {
    ArchiveFile.forEach(
        file,
        commit -> {
          visitor.visit(raw(1, commit));
          end = commit.size();
        });
  }

  @Override
  public void forEachArchived(EpochId epoch, long from, long to, Visitor visitor) {
    // An archive stands alone.
  }

  @Override
  public @Nullable Tile tile(long epochNo, long index) {
    return null;
  }

  @Override
  public long tiles() {
    return 0;
  }

  @Override
  public List<String> formatFaults() {
    return List.of();
  }

  @Override
  public Set<Bytes> alteredWindows() {
    return Set.of();
  }

  @Override
  public List<String> structureFaults() {
    List<String> faults = new ArrayList<>();
    if (end != header.to()) {
      faults.add("the archive ends at size " + end + ", its header says " + header.to());
    }
    return faults;
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
