package dev.loulan.journal.merkle;

import dev.loulan.journal.entry.Bytes;
import java.util.List;

/** Checks proofs as RFC 9162, sections 2.1.3.2 and 2.1.4.2, say. Never throws on a false one. */
public final class Proofs {

  private Proofs() {}

  /** Whether the leaf is at the index of the tree with this size and root. */
  public static boolean includes(
      long index, long size, Bytes root, Bytes leafHash, List<Bytes> proof) {
    if (index < 0 || index >= size || !areHashes(proof, root, leafHash)) {
      return false;
    }
    long node = index;
    long last = size - 1;
    Bytes hash = leafHash;
    for (Bytes sibling : proof) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        hash = TreeHash.node(sibling, hash);
        int skip = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
        node >>= skip;
        last >>= skip;
      } else {
        hash = TreeHash.node(hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(root);
  }

  /**
   * Whether the larger tree only added to the smaller. The smaller has at least one leaf: that a
   * tree extends the empty one is no statement, and false here.
   */
  public static boolean extend(
      long smaller, long larger, Bytes smallerRoot, Bytes largerRoot, List<Bytes> proof) {
    if (smaller < 1 || smaller > larger) {
      return false;
    }
    if (smaller == larger) {
      return proof.isEmpty() && smallerRoot.equals(largerRoot);
    }
    return !proof.isEmpty()
        && areHashes(proof, smallerRoot, largerRoot)
        && walk(smaller, larger, smallerRoot, largerRoot, proof);
  }

  private static boolean walk(
      long smaller, long larger, Bytes smallerRoot, Bytes largerRoot, List<Bytes> proof) {
    boolean power = Long.bitCount(smaller) == 1;
    long node = smaller - 1;
    long last = larger - 1;
    int skip = Long.numberOfTrailingZeros(~node);
    node >>= skip;
    last >>= skip;
    Bytes first = power ? smallerRoot : proof.getFirst();
    Bytes second = first;
    for (Bytes sibling : power ? proof : proof.subList(1, proof.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        first = TreeHash.node(sibling, first);
        second = TreeHash.node(sibling, second);
        int up = node == 0 || (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
        node >>= up;
        last >>= up;
      } else {
        second = TreeHash.node(second, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && first.equals(smallerRoot) && second.equals(largerRoot);
  }

  private static boolean areHashes(List<Bytes> proof, Bytes one, Bytes other) {
    return one.length() == TreeHash.LENGTH
        && other.length() == TreeHash.LENGTH
        && proof.stream().allMatch(hash -> hash.length() == TreeHash.LENGTH);
  }
}
