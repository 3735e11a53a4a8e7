package dev.loulan.journal.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * A node of the tree over full 2^level leaves.
 *
 * @param level 0 for a leaf
 * @param index counted from the left among the nodes of the level
 */
public record Subtree(int level, long index) {

  public Subtree {
    if (level < 0 || level > 62 || index < 0) {
      throw new IllegalArgumentException("No subtree has level " + level + ", index " + index);
    }
  }

  /** First leaf. */
  public long from() {
    return index << level;
  }

  /** Leaf after the last. */
  public long to() {
    return (index + 1) << level;
  }

  /** The fewest nodes that together hold the leaves {@code from} (with) to {@code to} (without). */
  public static List<Subtree> cover(long from, long to) {
    List<Subtree> nodes = new ArrayList<>();
    long next = from;
    while (next < to) {
      int level = Long.SIZE - 1 - Long.numberOfLeadingZeros(to - next);
      if (next != 0) {
        level = Math.min(level, Long.numberOfTrailingZeros(next));
      }
      nodes.add(new Subtree(level, next >> level));
      next += 1L << level;
    }
    return nodes;
  }
}
