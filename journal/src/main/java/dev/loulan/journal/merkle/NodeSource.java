package dev.loulan.journal.merkle;

import dev.loulan.journal.entry.Bytes;

/** Knows the hashes of a tree's full subtrees. */
@FunctionalInterface
public interface NodeSource {

  /** The root of a full subtree that lies within the tree. */
  Bytes hash(Subtree node);
}
