package dev.loulan.journal.merkle;

import dev.loulan.journal.entry.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a growing tree: the roots of the full subtrees that the size, written in
 * binary, names, the largest first. It gives the root and takes more leaves, or whole subtrees of
 * which only the hash is known. O(log n) in size; one thread at a time.
 */
public final class Frontier {

  private final List<Bytes> roots;
  private final List<Bytes> completed = new ArrayList<>();
  private int completedFrom;
  private long size;

  /** The empty tree. */
  public Frontier() {
    this(0, List.of());
  }

  private Frontier(long size, List<Bytes> roots) {
    this.size = size;
    this.roots = new ArrayList<>(roots);
  }

  /**
   * A tree of known size.
   *
   * @param roots of its full subtrees, the largest first
   * @throws IllegalArgumentException when their number or length does not suit the size
   */
  public static Frontier of(long size, List<Bytes> roots) {
    if (size < 0 || roots.size() != Long.bitCount(size)) {
      throw new IllegalArgumentException(
          "A frontier of size "
              + size
              + " has "
              + Long.bitCount(size)
              + " hashes, found "
              + roots.size());
    }
    roots.forEach(Frontier::checkHash);
    return new Frontier(size, roots);
  }

  /**
   * Reads what {@link #encode} writes.
   *
   * @throws IllegalArgumentException when the bytes are no frontier
   */
  public static Frontier decode(byte[] bytes) {
    if (bytes.length < 8 || (bytes.length - 8) % TreeHash.LENGTH != 0) {
      throw new IllegalArgumentException("A frontier has 8 + 32n bytes, found " + bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long size = buffer.getLong();
    List<Bytes> roots = new ArrayList<>();
    while (buffer.hasRemaining()) {
      byte[] hash = new byte[TreeHash.LENGTH];
      buffer.get(hash);
      roots.add(Bytes.owning(hash));
    }
    return of(size, roots);
  }

  /** Size as eight bytes, big-endian, then the hashes, the largest subtree first. */
  public byte[] encode() {
    ByteBuffer buffer = ByteBuffer.allocate(8 + TreeHash.LENGTH * roots.size());
    buffer.putLong(size);
    roots.forEach(root -> buffer.put(root.toArray()));
    return buffer.array();
  }

  /** Adds one leaf by its hash. */
  public void append(Bytes leafHash) {
    appendSubtree(0, leafHash);
  }

  /**
   * Adds a full subtree of 2^level leaves by its root.
   *
   * @throws IllegalArgumentException when the size is no multiple of 2^level, since the subtree
   *     would then not be a node of the tree
   */
  public void appendSubtree(int level, Bytes root) {
    if (level < 0 || level > 62 || (size & ((1L << level) - 1)) != 0) {
      throw new IllegalArgumentException(
          "A subtree of level " + level + " cannot follow " + size + " leaves");
    }
    checkHash(root);
    Bytes merged = root;
    completed.clear();
    completedFrom = level;
    completed.add(root);
    for (int bit = level; (size >> bit & 1) == 1; bit++) {
      merged = TreeHash.node(roots.removeLast(), merged);
      completed.add(merged);
    }
    roots.add(merged);
    size = Math.addExact(size, 1L << level);
  }

  /** Number of leaves. */
  public long size() {
    return size;
  }

  /** Root of the tree as RFC 6962 defines it. */
  public Bytes root() {
    if (roots.isEmpty()) {
      return TreeHash.empty();
    }
    Bytes root = roots.getLast();
    for (int i = roots.size() - 2; i >= 0; i--) {
      root = TreeHash.node(roots.get(i), root);
    }
    return root;
  }

  /** Roots of the full subtrees, the largest first. */
  public List<Bytes> roots() {
    return List.copyOf(roots);
  }

  /**
   * The roots of the full subtrees of 2^level leaves and more that the last append completed, the
   * smallest first; what a reader needs of the tree to avoid hashing it again.
   *
   * @throws IllegalStateException when it completed none of that level
   */
  public List<Bytes> completed(int level) {
    int from = level - completedFrom;
    if (from < 0 || from >= completed.size()) {
      throw new IllegalStateException("No subtree of level " + level + " ends at " + size);
    }
    return List.copyOf(completed.subList(from, completed.size()));
  }

  /** One that grows on its own. */
  public Frontier copy() {
    return new Frontier(size, roots);
  }

  private static void checkHash(Bytes hash) {
    if (hash.length() != TreeHash.LENGTH) {
      throw new IllegalArgumentException("A hash has 32 bytes, found " + hash.length());
    }
  }
}
