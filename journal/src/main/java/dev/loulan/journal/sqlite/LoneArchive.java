package dev.loulan.journal.sqlite;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.checkpoint.EntryProof;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.EntryFormatException;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.merkle.Frontier;
import dev.loulan.journal.merkle.MerkleTree;
import dev.loulan.journal.merkle.Subtree;
import dev.loulan.journal.merkle.TreeHash;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An archive without the journal that it comes from: read, and proved under its own last commit.
 */
final class LoneArchive {
  private final Path file;
  private final ArchiveFile.Header header;

  LoneArchive(Path file) {
    this.file = file;
    this.header = ArchiveFile.header(file);
  }

  /** Hands over the entries in their order. */
  void entries(Consumer<JournalEntry> each) {
    leaves((_, leaf) -> each.accept(decode(leaf)), _ -> {});
  }

  /**
   * Proof that an entry is under the archive's last checkpoint.
   *
   * @throws IllegalArgumentException when the archive does not hold it
   */
  EntryProof prove(long seq) {
    if (seq < header.from() || seq >= header.to()) {
      throw new IllegalArgumentException("The archive " + file + " does not hold entry " + seq);
    }
    List<Bytes> hashes = new ArrayList<>();
    Bytes[] wanted = new Bytes[1];
    ArchiveFile.@Nullable Commit[] last = new ArchiveFile.Commit[1];
    leaves(
        (at, leaf) -> {
          hashes.add(TreeHash.leaf(leaf));
          if (at == seq) {
            wanted[0] = leaf;
          }
        },
        commit -> last[0] = commit);
    ArchiveFile.Commit head = last[0];
    if (head == null
        || head.size() != header.to()
        || hashes.size() != head.size() - header.from()) {
      throw new JournalException(
          ErrorCode.CORRUPT, "The archive " + file + " ends before entry " + header.to());
    }
    MerkleTree tree = new MerkleTree(node -> node(node, hashes));
    SignedNote note =
        SqliteJournalStore.CheckpointBlob.decode(
                header.epoch(), head.size(), head.checkpoint().toArray())
            .note(header.device());
    return new EntryProof(wanted[0], seq, tree.inclusion(seq, head.size()), note);
  }

  /** What is left of the archive is in its right edge, whole; what straddles its begin is made. */
  private Bytes node(Subtree node, List<Bytes> hashes) {
    if (node.from() >= header.from()) {
      int from = (int) (node.from() - header.from());
      return MerkleTree.rootOf(hashes.subList(from, from + (int) (node.to() - node.from())));
    }
    if (node.to() > header.from()) {
      Subtree left = new Subtree(node.level() - 1, 2 * node.index());
      Subtree right = new Subtree(node.level() - 1, 2 * node.index() + 1);
      return TreeHash.node(node(left, hashes), node(right, hashes));
    }
    Frontier edge = header.begin();
    int at = Subtree.cover(0, header.from()).indexOf(node);
    if (at < 0) {
      throw new IllegalStateException("No proof within the archive needs " + node);
    }
    return edge.roots().get(at);
  }

  private void leaves(BiConsumer<Long, Bytes> each, Consumer<ArchiveFile.Commit> after) {
    ArchiveFile.forEach(
        file,
        commit -> {
          List<Bytes> leaves = LeafBlock.decode(commit.entries().toArray());
          long begin = commit.size() - leaves.size();
          for (int i = 0; i < leaves.size(); i++) {
            each.accept(begin + i, leaves.get(i));
          }
          after.accept(commit);
        });
  }

  private JournalEntry decode(Bytes leaf) {
    try {
      return EntryCodec.decode(leaf.toArray());
    } catch (EntryFormatException e) {
      throw new JournalException(
          ErrorCode.CORRUPT,
          "The archive " + file + " holds what is no entry: " + e.getMessage(),
          e);
    }
  }
}
