package dev.loulan.journal;

import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.checkpoint.EntryProof;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.EntryFormatException;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.EpochOpened;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.merkle.Frontier;
import dev.loulan.journal.merkle.MerkleTree;
import dev.loulan.journal.merkle.Subtree;
import dev.loulan.journal.merkle.TreeHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a store holds: heads, entries, proofs. It trusts the store; a verifier does not. */
public final class JournalReader {

  private final JournalStore store;

  public JournalReader(JournalStore store) {
    this.store = store;
  }

  /** The epochs in the order in which they were opened. */
  public List<EpochId> epochs() {
    return store.epochs();
  }

  /** The last epoch's last committed state; empty when nothing was ever written. */
  public Optional<JournalHead> head() {
    List<EpochId> epochs = store.epochs();
    return epochs.isEmpty() ? Optional.empty() : Optional.of(head(epochs.getLast()));
  }

  /** Whether the log goes on with this key: it signed last, or was handed over to. */
  public boolean goesOnWith(String device, Bytes key) {
    return head().map(head -> HeadCheck.isDue(this, head, device, key)).orElse(true);
  }

  /** An epoch's last committed state. */
  public JournalHead head(EpochId epoch) {
    StoredCommit.Head head = store.head(epoch);
    LogName log = new LogName(device(epoch), epoch);
    Counters counters = counters(epoch, head.size());
    return new JournalHead(log, head.size(), head.root(), head.note(log.device()), counters);
  }

  /** How many entries of an epoch are committed; unlike {@link #head} it reads none of them. */
  public long size(EpochId epoch) {
    return store.head(epoch).size();
  }

  /**
   * The newest checkpoint over more than {@code after} entries and at most {@code most}, so that a
   * long journal can be sent in parts; the first one beyond {@code after} where none is within.
   */
  public SignedCheckpoint checkpoint(EpochId epoch, long after, long most) {
    StoredCommit.Head head = store.head(epoch, after, most);
    return new SignedCheckpoint(head.size(), head.note(device(epoch)));
  }

  /** A checkpoint as the device signed it, with its number of entries. */
  public record SignedCheckpoint(long size, SignedNote note) {}

  /** The entries {@code from} (with) to {@code to} (without). */
  public List<JournalEntry> entries(EpochId epoch, long from, long to) {
    List<Bytes> leaves = store.leaves(epoch, from, to);
    List<JournalEntry> entries = new ArrayList<>(leaves.size());
    for (int i = 0; i < leaves.size(); i++) {
      entries.add(decode(epoch, from + i, leaves.get(i)));
    }
    return entries;
  }

  /** The bytes of those entries: what is uploaded. */
  public List<Bytes> leaves(EpochId epoch, long from, long to) {
    return store.leaves(epoch, from, to);
  }

  /** The tree of an epoch; it gives proofs for any size up to the head's. */
  public MerkleTree tree(EpochId epoch) {
    LeafHashes leaves = new LeafHashes(store, epoch);
    return new MerkleTree(node -> node(epoch, node, leaves));
  }

  /**
   * Proof that an entry is under the epoch's last checkpoint, with the entry's bytes.
   *
   * @throws IllegalArgumentException when there is no such entry
   */
  public EntryProof prove(EpochId epoch, long seq) {
    StoredCommit.Head head = store.head(epoch);
    SignedNote checkpoint = head.note(device(epoch));
    List<Bytes> path = tree(epoch).inclusion(seq, head.size());
    return new EntryProof(store.leaves(epoch, seq, seq + 1).getFirst(), seq, path, checkpoint);
  }

  /** The right edge at the head: from the kept tiles, and the entries after them. */
  Frontier frontier(EpochId epoch, long size) {
    long whole = size - size % StoredCommit.Tile.ENTRIES;
    List<Bytes> roots = new ArrayList<>();
    for (Subtree node : Subtree.cover(0, whole)) {
      roots.add(tileNode(epoch, node));
    }
    Frontier frontier = Frontier.of(whole, roots);
    store.leaves(epoch, whole, size).forEach(leaf -> frontier.append(TreeHash.leaf(leaf)));
    return frontier;
  }

  /**
   * The log at a size.
   *
   * @param frontier its right edge
   * @param counters after the last of the entries
   */
  public record State(Frontier frontier, Counters counters) {}

  /** The log as it was at a size up to the head's. */
  public State stateAt(EpochId epoch, long size) {
    return new State(frontier(epoch, size), counters(epoch, size));
  }

  private Counters counters(EpochId epoch, long size) {
    long tiles = size / StoredCommit.Tile.ENTRIES;
    Counters counters = tiles == 0 ? Counters.ZERO : tile(epoch, tiles - 1).counters();
    for (JournalEntry entry : entries(epoch, tiles * StoredCommit.Tile.ENTRIES, size)) {
      counters = counters.after(entry);
    }
    return counters;
  }

  private String device(EpochId epoch) {
    JournalEntry first = decode(epoch, 0, store.leaves(epoch, 0, 1).getFirst());
    if (first.body() instanceof EpochOpened opened) {
      return opened.device();
    }
    throw new JournalException(
        ErrorCode.CORRUPT,
        "Epoch " + epoch + " begins with a " + first.type().word() + " instead of epochOpened");
  }

  private Bytes node(EpochId epoch, Subtree node, LeafHashes leaves) {
    return node.level() >= StoredCommit.Tile.LEVEL ? tileNode(epoch, node) : leaves.root(node);
  }

  private Bytes tileNode(EpochId epoch, Subtree node) {
    long lastTile = (node.to() >> StoredCommit.Tile.LEVEL) - 1;
    return tile(epoch, lastTile).nodes().get(node.level() - StoredCommit.Tile.LEVEL);
  }

  private StoredCommit.Tile tile(EpochId epoch, long index) {
    StoredCommit.Tile tile = store.tile(epoch, index);
    if (tile == null) {
      throw new JournalException(
          ErrorCode.CORRUPT, "Epoch " + epoch + " lacks tile " + index + "; verify the journal");
    }
    return tile;
  }

  private static JournalEntry decode(EpochId epoch, long seq, Bytes leaf) {
    try {
      return EntryCodec.decode(leaf.toArray());
    } catch (EntryFormatException e) {
      throw new JournalException(
          ErrorCode.CORRUPT,
          "Entry " + seq + " of epoch " + epoch + " cannot be read: " + e.getMessage(),
          e);
    }
  }
}
