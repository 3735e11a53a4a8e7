package dev.loulan.journal.merkle;

import dev.loulan.journal.entry.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Makes roots and proofs (RFC 6962, sections 2.1.1 and 2.1.2) from the hashes of full subtrees. */
public final class MerkleTree {

  private final NodeSource nodes;

  public MerkleTree(NodeSource nodes) {
    this.nodes = nodes;
  }

  /** A tree over leaf hashes held in memory. */
  public static MerkleTree ofLeafHashes(List<Bytes> leafHashes) {
    List<Bytes> leaves = List.copyOf(leafHashes);
    return new MerkleTree(node -> rootOf(leaves.subList((int) node.from(), (int) node.to())));
  }

  /** The root over leaf hashes; of a subtree when they are its leaves. */
  public static Bytes rootOf(List<Bytes> leafHashes) {
    Frontier frontier = new Frontier();
    leafHashes.forEach(frontier::append);
    return frontier.root();
  }

  /** The root at a size. */
  public Bytes root(long size) {
    return size == 0 ? TreeHash.empty() : range(0, size);
  }

  /**
   * The audit path of a leaf, from its sibling up.
   *
   * @throws IllegalArgumentException when the index is not below the size
   */
  public List<Bytes> inclusion(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException(
          "Entry " + index + " is not in a tree of " + size + " entries");
    }
    List<Bytes> path = new ArrayList<>();
    path(index, 0, size, path);
    return path;
  }

  /**
   * The proof that the tree of the larger size only added to that of the smaller.
   *
   * @throws IllegalArgumentException unless 0 ≤ smaller ≤ larger
   */
  public List<Bytes> consistency(long smaller, long larger) {
    if (smaller < 0 || smaller > larger) {
      throw new IllegalArgumentException(
          "A tree of " + larger + " entries cannot extend one of " + smaller);
    }
    List<Bytes> proof = new ArrayList<>();
    if (smaller > 0 && smaller < larger) {
      subproof(smaller, 0, larger, true, proof);
    }
    return proof;
  }

  private void path(long index, long from, long to, List<Bytes> path) {
    if (to - from == 1) {
      return;
    }
    long split = from + split(to - from);
    if (index < split) {
      path(index, from, split, path);
      path.add(range(split, to));
    } else {
      path(index, split, to, path);
      path.add(range(from, split));
    }
  }

  private void subproof(long smaller, long from, long to, boolean whole, List<Bytes> proof) {
    if (smaller == to) {
      if (!whole) {
        proof.add(range(from, to));
      }
      return;
    }
    long split = from + split(to - from);
    if (smaller <= split) {
      subproof(smaller, from, split, whole, proof);
      proof.add(range(split, to));
    } else {
      subproof(smaller, split, to, false, proof);
      proof.add(range(from, split));
    }
  }

  /** Root over leaves that begin at a multiple of the largest full subtree among them. */
  private Bytes range(long from, long to) {
    List<Subtree> cover = Subtree.cover(from, to);
    Bytes root = nodes.hash(cover.getLast());
    for (int i = cover.size() - 2; i >= 0; i--) {
      root = TreeHash.node(nodes.hash(cover.get(i)), root);
    }
    return root;
  }

  /** Largest power of two below n. */
  private static long split(long n) {
    return Long.highestOneBit(n - 1);
  }
}
