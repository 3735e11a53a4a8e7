package dev.loulan.journal;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a journal's bytes. One writer; a commit is durable when {@link #commit} returns, and after
 * a failure or a power cut it is there whole or not at all. Every method throws {@link
 * JournalException}.
 */
public interface JournalStore extends AutoCloseable {

  /** The epochs in the order in which they were opened. */
  List<EpochId> epochs();

  /** The checkpoint of an epoch's last commit. */
  StoredCommit.Head head(EpochId epoch);

  /**
   * The newest checkpoint of an epoch that covers more than {@code after} entries and at most
   * {@code most}; where there is none, the first one that covers more than {@code after}. A store
   * that keeps no earlier ones gives the last.
   */
  default StoredCommit.Head head(EpochId epoch, long after, long most) {
    return head(epoch);
  }

  /** The bytes of the entries {@code from} (with) to {@code to} (without). */
  List<Bytes> leaves(EpochId epoch, long from, long to);

  /** What was kept of a complete block of entries; null when there is no such block. */
  StoredCommit.@Nullable Tile tile(EpochId epoch, long index);

  /** Writes and syncs; the first commit of an epoch opens it. */
  void commit(StoredCommit commit);

  /**
   * Takes away, to another file, the entries at the end that no checkpoint covers; never a signed
   * one.
   *
   * @return how many
   */
  long setAsideUncovered();

  @Override
  void close();
}
