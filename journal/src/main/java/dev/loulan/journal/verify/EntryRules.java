package dev.loulan.journal.verify;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EntryType;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.EpochOpened;
import dev.loulan.journal.entry.Evidence;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.ParentEpoch;
import dev.loulan.journal.entry.Restock;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.verify.Verification.EpochResult;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold of an entry by itself and by its place in the log. */
final class EntryRules {

  private final KeyChain keys;
  private final FaultList faults;
  private final Set<Bytes> alteredWindows;
  private final List<EpochResult> before;
  private final BitSet steps = new BitSet();
  private final long begin;
  private String device;

  /**
   * Rules for one epoch.
   *
   * @param alteredWindows hashes of kept windows that are not what they should be
   * @param before the epochs before it
   * @param start where the epoch is taken up; null for its first entry
   */
  EntryRules(
      KeyChain keys,
      FaultList faults,
      Set<Bytes> alteredWindows,
      List<EpochResult> before,
      RawJournal.@Nullable Start start) {
    this.keys = keys;
    this.faults = faults;
    this.alteredWindows = alteredWindows;
    this.before = before;
    this.begin = start == null ? 0 : start.frontier().size();
    this.device =
        start != null ? start.device() : before.isEmpty() ? "" : before.getLast().device();
  }

  /** The device whose log this is; empty until the first entry was read. */
  String device() {
    return device;
  }

  void check(EpochId epoch, long seq, JournalEntry entry) {
    if (!entry.header().epoch().equals(epoch)) {
      faults.add(
          Fault.Code.ENTRY_FOREIGN,
          epoch.hex(),
          seq,
          "it belongs to epoch " + entry.header().epoch());
    } else if (entry.seq() != seq) {
      faults.add(
          Fault.Code.ENTRY_ORDER, epoch.hex(), seq, "it says that it is entry " + entry.seq());
    }
    boolean opens = entry.body() instanceof EpochOpened;
    if (opens != (seq == 0)) {
      faults.add(
          Fault.Code.EPOCH,
          epoch.hex(),
          seq,
          opens ? "an epoch opens at entry 0 only" : "an epoch begins with epochOpened");
    } else if (entry.body() instanceof EpochOpened opened) {
      opened(epoch, opened);
    }
    if (entry.type() == EntryType.WEIGHT_STEP && seq < Integer.MAX_VALUE) {
      steps.set((int) seq);
    }
    evidence(epoch, seq, evidenceOf(entry));
  }

  private void opened(EpochId epoch, EpochOpened opened) {
    if (!device.isEmpty() && !device.equals(opened.device())) {
      faults.add(
          Fault.Code.ENTRY_FOREIGN,
          epoch.hex(),
          0,
          "it opens an epoch of device " + opened.device() + " in the journal of " + device);
    }
    device = opened.device();
    key(epoch, opened.publicKey());
    parent(epoch, opened.parent());
  }

  private void key(EpochId epoch, Bytes key) {
    Bytes current = keys.current();
    if (current == null) {
      keys.begin(key);
    } else if (!current.equals(key)) {
      faults.add(
          Fault.Code.KEY, epoch.hex(), 0, "another key opens the epoch than closed the one before");
    }
  }

  private void parent(EpochId epoch, @Nullable ParentEpoch parent) {
    if (before.isEmpty()) {
      return;
    }
    EpochResult last = before.getLast();
    if (parent == null || !isState(parent, last)) {
      faults.add(
          Fault.Code.EPOCH,
          epoch.hex(),
          0,
          "it names "
              + (parent == null ? "no parent" : "epoch " + parent.epoch() + " at " + parent.size())
              + " as its parent; before it is epoch "
              + last.epoch()
              + " at "
              + last.size());
    }
  }

  private static boolean isState(ParentEpoch parent, EpochResult state) {
    return parent.epoch().hex().equals(state.epoch())
        && parent.size() == state.size()
        && parent.root().equals(state.root())
        && parent.ledgerNo() == state.counters().ledgerNo()
        && parent.sales() == state.counters().sales()
        && parent.reviews() == state.counters().reviews()
        && parent.grossMinor() == state.counters().grossMinor();
  }

  private void evidence(EpochId epoch, long seq, List<Evidence> evidence) {
    for (Evidence item : evidence) {
      if (alteredWindows.contains(item.windowSha256())) {
        faults.add(
            Fault.Code.WINDOW,
            epoch.hex(),
            seq,
            "the samples kept beside the journal for its entry "
                + item.stepSeq()
                + " are not those that it names");
      }
      long step = item.stepSeq();
      if (step < begin) {
        // It is in an earlier archive.
        continue;
      }
      if (step >= seq || !steps.get((int) Math.min(step, Integer.MAX_VALUE))) {
        faults.add(
            Fault.Code.EVIDENCE,
            epoch.hex(),
            seq,
            "its evidence names entry " + step + ", which is no earlier weight step");
      }
    }
  }

  private static List<Evidence> evidenceOf(JournalEntry entry) {
    if (entry.body() instanceof Sale sale) {
      return sale.evidence();
    }
    if (entry.body() instanceof ReviewOpened review) {
      return review.evidence();
    }
    return entry.body() instanceof Restock restock ? restock.evidence() : List.of();
  }
}
