package dev.loulan.journal;

import dev.loulan.journal.checkpoint.CheckpointSigner;
import dev.loulan.journal.checkpoint.NoteSignature;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.Header;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.merkle.Frontier;
import dev.loulan.journal.merkle.TreeHash;
import java.util.ArrayList;
import java.util.List;

/** The entries that wait for the next commit, and the tree and counters with them. */
final class PendingCommit {

  private final Frontier frontier;
  private final List<JournalEntry> entries = new ArrayList<>();
  private final List<Bytes> leaves = new ArrayList<>();
  private final List<StoredCommit.Tile> tiles = new ArrayList<>();
  private Counters counters;

  PendingCommit(Frontier frontier, Counters counters) {
    this.frontier = frontier;
    this.counters = counters;
  }

  static PendingCommit empty() {
    return new PendingCommit(new Frontier(), Counters.ZERO);
  }

  void add(EpochId epoch, Stamp stamp, Bytes bootId, Bytes blind, Body draft) {
    Body body = counters.number(draft);
    Header header =
        new Header(
            epoch,
            frontier.size(),
            stamp.atMicros(),
            stamp.trusted(),
            bootId,
            stamp.monotonicMicros(),
            blind,
            body.type().onLedger() ? counters.ledgerNo() + 1 : 0,
            stamp.importedFrom());
    append(new JournalEntry(header, body));
  }

  private void append(JournalEntry entry) {
    List<String> faults = counters.faults(entry);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "A " + entry.type().word() + " cannot be appended: " + String.join("; ", faults));
    }
    byte[] leaf = EntryCodec.encode(entry);
    entries.add(entry);
    leaves.add(Bytes.owning(leaf));
    counters = counters.after(entry);
    frontier.append(TreeHash.leaf(leaf));
    if (frontier.size() % StoredCommit.Tile.ENTRIES == 0) {
      tiles.add(tile());
    }
  }

  /** The block that the last entry completed. */
  private StoredCommit.Tile tile() {
    long index = frontier.size() / StoredCommit.Tile.ENTRIES - 1;
    return new StoredCommit.Tile(index, frontier.completed(StoredCommit.Tile.LEVEL), counters);
  }

  /** The commit of all that waits, with its signature; nothing is forgotten yet. */
  StoredCommit sign(EpochId epoch, CheckpointSigner signer) {
    Bytes root = frontier.root();
    NoteSignature line = signer.sign(frontier.size(), root);
    return new StoredCommit(
        epoch,
        frontier.size() - leaves.size(),
        leaves,
        root,
        line.keyHash(),
        line.signature(),
        tiles);
  }

  /** Forgets what is durable now. */
  void clear() {
    entries.clear();
    leaves.clear();
    tiles.clear();
  }

  boolean isEmpty() {
    return leaves.isEmpty();
  }

  /** How many entries wait. */
  int size() {
    return leaves.size();
  }

  long nextSeq() {
    return frontier.size();
  }

  Bytes root() {
    return frontier.root();
  }

  Counters counters() {
    return counters;
  }

  List<JournalEntry> entries() {
    return List.copyOf(entries);
  }
}
