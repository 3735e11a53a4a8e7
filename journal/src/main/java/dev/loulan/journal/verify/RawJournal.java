package dev.loulan.journal.verify;

import dev.loulan.journal.StoredCommit;
import dev.loulan.journal.entry.Bytes;
import java.util.List;
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

  /** Ids of the epochs by number, the first being number 1; of any length. */
  List<Bytes> epochs();

  /** Hands over each commit, in the order of epoch and size. */
  void forEachCommit(Visitor visitor);

  /** What is kept of a block of entries; null when nothing or nothing readable is. */
  StoredCommit.@Nullable Tile tile(long epochNo, long index);

  /** How many blocks are kept. */
  long tiles();

  /** What the storage engine finds wrong with its own structure; empty when nothing. */
  List<String> structureFaults();

  @Override
  void close();
}
