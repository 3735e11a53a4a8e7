package dev.loulan.journal;

import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.NoteSignature;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.entry.EpochId;
import java.util.List;

/**
 * What becomes durable together.
 *
 * @param from index of the first entry
 * @param leaves the entries' bytes, at least one
 * @param root over all entries up to and with these
 * @param keyHash first part of the device's signature line
 * @param signature Ed25519 over the checkpoint that size and root make
 * @param tiles one for each block of {@link Tile#ENTRIES} entries that this commit completes
 */
public record StoredCommit(
    EpochId epoch,
    long from,
    List<Bytes> leaves,
    Bytes root,
    Bytes keyHash,
    Bytes signature,
    List<Tile> tiles) {

  public StoredCommit {
    leaves = List.copyOf(leaves);
    tiles = List.copyOf(tiles);
  }

  /** Number of entries in the epoch up to and with these. */
  public long size() {
    return from + leaves.size();
  }

  /**
   * What is worth keeping of a complete block, so that opening and proving need not hash it again;
   * a verifier computes it anew.
   *
   * @param index of the block, from 0
   * @param nodes roots of the full subtrees that end with the block: of the block itself, then of
   *     two blocks, of four, as many as there are
   * @param counters after the block's last entry
   */
  public record Tile(long index, List<Bytes> nodes, Counters counters) {

    /** Entries in a block. */
    public static final int ENTRIES = 256;

    /** Level of a block's root in the tree. */
    public static final int LEVEL = 8;

    public Tile {
      nodes = List.copyOf(nodes);
    }
  }

  /** What a reader finds of a commit's checkpoint. */
  public record Head(EpochId epoch, long size, Bytes root, Bytes keyHash, Bytes signature) {

    /** The checkpoint as the device signed it. */
    public SignedNote note(String device) {
      LogName log = new LogName(device, epoch);
      Checkpoint checkpoint = new Checkpoint(log.origin(), size, root);
      NoteSignature line = new NoteSignature(log.keyName(), keyHash, signature);
      return new SignedNote(checkpoint.text(), List.of(line));
    }
  }

  /** The commit's checkpoint. */
  public Head head() {
    return new Head(epoch, size(), root, keyHash, signature);
  }
}
