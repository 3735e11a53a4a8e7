package dev.loulan.journal.verify;

import dev.loulan.journal.StoredCommit;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.merkle.Frontier;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a journal's file holds, as it is found, sound or not. */
public interface RawJournal extends AutoCloseable {

  /**
   * One commit as found.
   *
   * @param epochNo number of the epoch, from 1
   * @param size that the commit claims for the epoch
   * @param leaves null when the column does not divide into entries
   * @param checkpoint null when there is none of the right length
   */
  record RawCommit(
      long epochNo, long size, @Nullable List<Bytes> leaves, @Nullable RawCheckpoint checkpoint) {}

  /** What is stored of a checkpoint. */
  record RawCheckpoint(Bytes root, Bytes keyHash, Bytes signature) {}

  /** Takes commits in their order. */
  @FunctionalInterface
  interface Visitor {
    void visit(RawCommit commit);
  }

  /**
   * An epoch as listed.
   *
   * @param id of any length; empty when it is of another kind
   */
  record RawEpoch(long no, Bytes id) {}

  /** Where a stretch of a log begins that is not from its first entry. */
  record Start(Frontier frontier, Counters counters, String device, Bytes publicKey) {}

  /** Where this begins; null when it is a whole journal. */
  default @Nullable Start start() {
    return null;
  }

  /** The epochs as they are listed, by their numbers. */
  List<RawEpoch> epochs();

  /** Hands over each commit, in the order of epoch and size. */
  void forEachCommit(Visitor visitor);

  /**
   * Hands over the commits that archives beside the file hold of an epoch, from the one that begins
   * with entry {@code from}, at most up to size {@code to}.
   */
  void forEachArchived(EpochId epoch, long from, long to, Visitor visitor);

  /** What is kept of a block of entries; null when nothing or nothing readable is. */
  StoredCommit.@Nullable Tile tile(long epochNo, long index);

  /** How many blocks are kept. */
  long tiles();

  /** What is other than the format says about tables and versions; empty when nothing. */
  List<String> formatFaults();

  /**
   * Hashes concerned by sample windows kept beside the journal whose content is not what their hash
   * says: the hash under which they are kept and the one of the content.
   */
  Set<Bytes> alteredWindows();

  /** What the storage engine finds wrong with its own structure; empty when nothing. */
  List<String> structureFaults();

  @Override
  void close();
}
