package dev.loulan.journal.verify;

import dev.loulan.journal.StoredCommit;
import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.NoteSignature;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.EntryFormatException;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.KeyChange;
import dev.loulan.journal.merkle.Frontier;
import dev.loulan.journal.merkle.TreeHash;
import dev.loulan.journal.verify.Verification.EpochResult;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Follows one epoch from its first entry, commit by commit. */
final class EpochCheck {

  private final EpochId epoch;
  private final long epochNo;
  private final RawJournal raw;
  private final KeyChain keys;
  private final FaultList faults;
  private final EntryRules rules;
  private final FromCheck from;
  private final IntConsumer counted;
  private final boolean keepsTiles;
  private final Frontier frontier;
  private Counters counters;
  private long next;
  private long covered;
  private boolean diverged;

  EpochCheck(
      EpochId epoch,
      long epochNo,
      RawJournal raw,
      KeyChain keys,
      FaultList faults,
      EntryRules rules,
      FromCheck from,
      IntConsumer counted) {
    this.epoch = epoch;
    this.epochNo = epochNo;
    this.raw = raw;
    this.keys = keys;
    this.faults = faults;
    this.rules = rules;
    this.from = from;
    this.counted = counted;
    RawJournal.Start start = raw.start();
    this.keepsTiles = start == null;
    this.frontier = start == null ? new Frontier() : start.frontier();
    this.counters = start == null ? Counters.ZERO : start.counters();
    this.next = frontier.size();
    this.covered = next;
    if (start != null) {
      keys.begin(start.publicKey());
    }
  }

  /** Takes the next commit; where commits before it are archived, it takes those first. */
  void commit(RawJournal.RawCommit commit) {
    List<Bytes> leaves = commit.leaves();
    long first = commit.size() - (leaves == null ? 0 : leaves.size());
    if (leaves != null && first > next && next > 0) {
      raw.forEachArchived(epoch, next, first, this::follow);
    }
    follow(commit);
  }

  private void follow(RawJournal.RawCommit commit) {
    List<Bytes> leaves = commit.leaves();
    if (leaves == null || leaves.isEmpty()) {
      fault(Fault.Code.STORE_DAMAGED, next, "the entries of a commit cannot be told apart");
      diverged = true;
      return;
    }
    long begin = commit.size() - leaves.size();
    if (begin != next) {
      missing(next, begin);
      next = begin;
    } else if (covered < begin) {
      fault(Fault.Code.UNCOVERED, covered, "the commit of these entries has no checkpoint");
    }
    for (Bytes leaf : leaves) {
      leaf(leaf);
    }
    counted.accept(leaves.size());
    checkpoint(begin, commit);
  }

  private void missing(long expected, long found) {
    if (found > expected) {
      fault(
          Fault.Code.ENTRY_MISSING,
          expected,
          "entries "
              + expected
              + " to "
              + (found - 1)
              + " are neither in the file nor in an archive beside it");
    } else {
      fault(
          Fault.Code.ENTRY_ORDER,
          expected,
          "expected the commit that begins with entry " + expected + ", found one with " + found);
    }
    diverged = true;
  }

  private void leaf(Bytes leaf) {
    long seq = next++;
    byte[] bytes = leaf.toArray();
    try {
      entry(seq, EntryCodec.decode(bytes));
    } catch (EntryFormatException e) {
      fault(Fault.Code.ENTRY_FORMAT, seq, e.code() + ": " + e.getMessage());
    }
    frontier.append(TreeHash.leaf(leaf));
    if (diverged) {
      // Places in the tree are not those of the entries any more.
      return;
    }
    from.at(epoch, frontier);
    if (keepsTiles && next % StoredCommit.Tile.ENTRIES == 0) {
      tile();
    }
  }

  private void entry(long seq, JournalEntry entry) {
    rules.check(epoch, seq, entry);
    for (String what : counters.faults(entry)) {
      fault(Fault.Code.COUNTER, seq, what);
    }
    counters = counters.after(entry);
    if (entry.body() instanceof KeyChange change && !keys.announce(rules.device(), change)) {
      fault(Fault.Code.KEY, seq, "the new key did not sign the change of keys");
    }
  }

  private void checkpoint(long begin, RawJournal.RawCommit commit) {
    RawJournal.RawCheckpoint checkpoint = commit.checkpoint();
    if (checkpoint == null) {
      return;
    }
    covered = next;
    if (!isSigned(commit.size(), checkpoint)) {
      fault(
          Fault.Code.CHECKPOINT_SIGNATURE,
          begin,
          "the checkpoint over entries "
              + begin
              + " to "
              + (commit.size() - 1)
              + " is not signed by the device's key");
    } else if (!diverged && !checkpoint.root().equals(frontier.root())) {
      diverged = true;
      fault(
          Fault.Code.ROOT,
          begin,
          "the entries up to here are not those that were signed; the first change is in entries "
              + begin
              + " to "
              + (commit.size() - 1));
    }
    keys.handOver();
  }

  private boolean isSigned(long size, RawJournal.RawCheckpoint checkpoint) {
    Bytes key = keys.current();
    LogName log = new LogName(rules.device(), epoch);
    if (key == null) {
      return false;
    }
    NoteSignature line =
        new NoteSignature(log.keyName(), checkpoint.keyHash(), checkpoint.signature());
    String text = new Checkpoint(log.origin(), size, checkpoint.root()).text();
    return new SignedNote(text, List.of(line)).isSignedBy(LogName.key(log.device(), key));
  }

  private void tile() {
    long index = frontier.size() / StoredCommit.Tile.ENTRIES - 1;
    StoredCommit.@Nullable Tile kept = raw.tile(epochNo, index);
    StoredCommit.Tile right =
        new StoredCommit.Tile(index, frontier.completed(StoredCommit.Tile.LEVEL), counters);
    if (!right.equals(kept)) {
      fault(
          Fault.Code.TILE,
          index * StoredCommit.Tile.ENTRIES,
          "what is kept of block "
              + index
              + " is "
              + (kept == null ? "missing" : "not what the entries make"));
    }
  }

  EpochId epoch() {
    return epoch;
  }

  /** The entry that is due next. */
  long next() {
    return next;
  }

  /** The epoch's end: what it came to. */
  EpochResult end() {
    if (frontier.size() == 0) {
      fault(Fault.Code.EPOCH, 0, "the epoch has no entry");
    } else if (covered < next) {
      fault(Fault.Code.UNCOVERED, covered, "no checkpoint covers the entries from here on");
    }
    return new EpochResult(epoch.hex(), rules.device(), next, frontier.root(), counters);
  }

  private void fault(Fault.Code code, long entry, String what) {
    faults.add(code, epoch.hex(), entry, what);
  }
}
