package dev.loulan.journal;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.merkle.MerkleTree;
import dev.loulan.journal.merkle.Subtree;
import dev.loulan.journal.merkle.TreeHash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hashes of leaves, read and hashed a block at a time: a proof asks for all subtrees of the block
 * that its entry is in, and for those of the last one. For one proof, then thrown away.
 */
final class LeafHashes {

  private final JournalStore store;
  private final EpochId epoch;
  private final Map<Long, List<Bytes>> blocks = new HashMap<>();
  private long size = -1;

  LeafHashes(JournalStore store, EpochId epoch) {
    this.store = store;
    this.epoch = epoch;
  }

  /** The root of a subtree that lies within one block. */
  Bytes root(Subtree node) {
    long block = node.from() / StoredCommit.Tile.ENTRIES;
    long begin = block * StoredCommit.Tile.ENTRIES;
    List<Bytes> hashes = blocks.computeIfAbsent(block, _ -> read(begin));
    return MerkleTree.rootOf(
        hashes.subList((int) (node.from() - begin), (int) (node.to() - begin)));
  }

  private List<Bytes> read(long begin) {
    if (size < 0) {
      size = store.head(epoch).size();
    }
    long end = Math.min(size, begin + StoredCommit.Tile.ENTRIES);
    return store.leaves(epoch, begin, end).stream().map(TreeHash::leaf).toList();
  }
}
