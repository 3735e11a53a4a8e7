package dev.loulan.journal.verify;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.StoredCommit;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.verify.RawJournal.RawEpoch;
import dev.loulan.journal.verify.Verification.EpochResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a whole journal once: computes the tree anew, checks each entry, each checkpoint,
 * all counters and the links between epochs, and names what is wrong by entry.
 */
public final class JournalVerifier {

  private static final long PROGRESS_EVERY = 10_000;

  private final RawJournal raw;
  private final Expectation expectation;
  private final FaultList faults = new FaultList();
  private final KeyChain keys = new KeyChain();
  private final FromCheck from;
  private final List<EpochResult> done = new ArrayList<>();
  private @Nullable EpochCheck current;
  private long currentNo = Long.MIN_VALUE;
  private long entries;

  private JournalVerifier(RawJournal raw, Expectation expectation) {
    this.raw = raw;
    this.expectation = expectation;
    this.from = new FromCheck(expectation.from(), faults);
  }

  /** Verifies; damage is reported, never thrown. */
  public static Verification verify(RawJournal raw, Expectation expectation) {
    return new JournalVerifier(raw, expectation).run();
  }

  private Verification run() {
    try {
      List<RawEpoch> epochs = raw.epochs();
      Set<Bytes> windows = raw.alteredWindows();
      raw.forEachCommit(commit -> commit(epochs, windows, commit));
      endEpoch();
      checkEpochList(epochs);
      checkTiles();
      raw.formatFaults().forEach(what -> faults.add(Fault.Code.STORE_FORMAT, "", 0, what));
      raw.structureFaults().forEach(what -> damaged(0, what));
    } catch (JournalException e) {
      damaged(current == null ? 0 : current.next(), e.getMessage());
      endEpoch();
    }
    from.end(keys, device());
    checkKey();
    return new Verification(
        expectation.key() != null && isTrustedKeyUsed(), entries, faults.faults(), done);
  }

  private void commit(List<RawEpoch> epochs, Set<Bytes> windows, RawJournal.RawCommit commit) {
    if (commit.epochNo() != currentNo) {
      endEpoch();
      begin(epochs, windows, commit.epochNo());
    }
    if (current != null) {
      current.commit(commit);
    } else {
      List<Bytes> leaves = commit.leaves();
      count(leaves == null ? 0 : leaves.size());
    }
  }

  private void count(int more) {
    long before = entries;
    entries += more;
    if (before / PROGRESS_EVERY != entries / PROGRESS_EVERY) {
      expectation.progress().accept(entries);
    }
  }

  private void begin(List<RawEpoch> epochs, Set<Bytes> windows, long no) {
    currentNo = no;
    Optional<RawEpoch> listed =
        epochs.stream().filter(e -> e.no() == no && e.id().length() == 16).findFirst();
    if (listed.isEmpty()) {
      faults.add(
          Fault.Code.EPOCH,
          "",
          0,
          "there are commits of epoch number " + no + ", which is not listed");
      return;
    }
    EntryRules rules = new EntryRules(keys, faults, windows, List.copyOf(done), raw.start());
    EpochId epoch = new EpochId(listed.get().id());
    current = new EpochCheck(epoch, no, raw, keys, faults, rules, from, this::count);
  }

  private void endEpoch() {
    if (current != null) {
      done.add(current.end());
      current = null;
    }
  }

  private void checkEpochList(List<RawEpoch> epochs) {
    boolean counted = true;
    for (int i = 0; i < epochs.size(); i++) {
      counted &= epochs.get(i).no() == i + 1 && epochs.get(i).id().length() == 16;
    }
    if (!counted || epochs.size() != done.size()) {
      faults.add(
          Fault.Code.EPOCH,
          "",
          0,
          epochs.size()
              + " epochs are listed, "
              + done.size()
              + " found"
              + (counted
                  ? ""
                  : "; the list does not count them from 1 with an id of 16 bytes each"));
    }
  }

  private void checkTiles() {
    if (raw.start() != null) {
      return;
    }
    long expected =
        done.stream().mapToLong(epoch -> epoch.size() / StoredCommit.Tile.ENTRIES).sum();
    if (raw.tiles() != expected) {
      faults.add(
          Fault.Code.TILE, "", 0, raw.tiles() + " blocks are kept, " + expected + " are complete");
    }
  }

  private void checkKey() {
    VerifierKey key = expectation.key();
    if (key != null && !isTrustedKeyUsed()) {
      faults.add(
          Fault.Code.KEY,
          done.isEmpty() ? "" : done.getFirst().epoch(),
          0,
          "the journal is not signed by the trusted key " + key.name() + "+" + key.keyHash());
    }
  }

  private boolean isTrustedKeyUsed() {
    VerifierKey key = expectation.key();
    return key != null
        && keys.holds(key.publicKey())
        && LogName.key(device(), key.publicKey()).equals(key);
  }

  private String device() {
    return done.isEmpty() ? "" : done.getFirst().device();
  }

  private void damaged(long entry, @Nullable String what) {
    faults.add(
        Fault.Code.STORE_DAMAGED, currentEpoch(), entry, what == null ? "cannot be read" : what);
  }

  private String currentEpoch() {
    if (current != null) {
      return current.epoch().hex();
    }
    return done.isEmpty() ? "" : done.getLast().epoch();
  }
}
