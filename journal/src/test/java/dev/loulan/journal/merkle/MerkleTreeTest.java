package dev.loulan.journal.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.journal.Samples;
import dev.loulan.journal.entry.Bytes;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

  private static final List<Bytes> LEAVES =
      IntStream.range(0, 70).mapToObj(i -> Samples.hash("leaf " + i)).toList();

  private final MerkleTree tree = MerkleTree.ofLeafHashes(LEAVES);

  @Test
  void every_leaf_is_proved_at_every_size_and_nowhere_else() {
    for (int size = 1; size <= LEAVES.size(); size++) {
      Bytes root = MerkleTree.rootOf(LEAVES.subList(0, size));
      assertThat(tree.root(size)).isEqualTo(root);
      for (int index = 0; index < size; index++) {
        List<Bytes> path = tree.inclusion(index, size);
        assertThat(Proofs.includes(index, size, root, LEAVES.get(index), path)).isTrue();
        assertThat(Proofs.includes(index, size, root, LEAVES.get((index + 1) % 70), path))
            .isFalse();
      }
    }
  }

  @Test
  void every_size_is_proved_to_extend_every_smaller_one() {
    for (int larger = 1; larger <= LEAVES.size(); larger++) {
      for (int smaller = 1; smaller <= larger; smaller++) {
        List<Bytes> proof = tree.consistency(smaller, larger);
        Bytes from = tree.root(smaller);
        Bytes to = tree.root(larger);
        assertThat(Proofs.extend(smaller, larger, from, to, proof))
            .as("%s to %s", smaller, larger)
            .isTrue();
        assertThat(Proofs.extend(smaller, larger, to, from, proof)).isEqualTo(smaller == larger);
      }
    }
  }

  @Test
  void a_frontier_of_leaves_and_whole_subtrees_comes_to_the_same_root() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      Frontier mixed = new Frontier();
      while (mixed.size() < LEAVES.size()) {
        long to = mixed.size() + 1 + random.nextLong(LEAVES.size() - mixed.size());
        for (Subtree node : Subtree.cover(mixed.size(), to)) {
          List<Bytes> leaves = LEAVES.subList((int) node.from(), (int) node.to());
          mixed.appendSubtree(node.level(), MerkleTree.rootOf(leaves));
        }
        mixed = Frontier.decode(mixed.encode());
      }
      assertThat(mixed.root()).as("seed %s", seed).isEqualTo(tree.root(LEAVES.size()));
    }
  }

  @Test
  void a_subtree_that_is_no_node_of_the_tree_is_refused() {
    Frontier frontier = new Frontier();
    frontier.append(LEAVES.getFirst());
    assertThatThrownBy(() -> frontier.appendSubtree(1, LEAVES.getFirst()))
        .hasMessageContaining("level 1 cannot follow 1 leaves");
  }
}
