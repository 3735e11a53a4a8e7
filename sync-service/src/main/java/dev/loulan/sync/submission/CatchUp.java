package dev.loulan.sync.submission;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.merkle.Frontier;
import dev.loulan.journal.merkle.TreeHash;
import dev.loulan.sync.intake.IntakeStore;
import dev.loulan.sync.intake.IntakeTransaction;
import dev.loulan.sync.intake.Submission;
import dev.loulan.sync.intake.Submission.State;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Goes on where the ledger is when it is ahead of this server: the server was set back, to a backup
 * or a replica's older copy, and submitted the rest before. What is skipped is only what the server
 * holds with the root that the ledger has.
 */
final class CatchUp {
  private static final String FINDING = "SERVER_SET_BACK";
  private static final long BLOCK = 1_000;

  private final IntakeStore store;
  private final Supplier<String> txIds;
  private final InstantSource clock;

  CatchUp(IntakeStore store, Supplier<String> txIds, InstantSource clock) {
    this.store = store;
    this.txIds = txIds;
    this.clock = clock;
  }

  /** Where the server stands beside the ledger. */
  enum Place {
    /** It had been set back, and goes on from the ledger's position now. */
    CAUGHT_UP,
    /** The device still has to send what the ledger has. */
    WAITS,
    /** The ledger is not ahead, or has another log: a person has to look. */
    DIFFERS
  }

  Place with(Submission refused, LedgerPosition ledger) {
    return store.write(kept -> with(kept, refused, ledger));
  }

  private Place with(IntakeTransaction kept, Submission refused, LedgerPosition ledger) {
    String device = refused.device();
    Optional<Long> before = entriesBefore(kept, device, ledger.epoch());
    if (before.isEmpty() || sizeOf(kept, device, ledger.epoch()) < ledger.size()) {
      return Place.WAITS;
    }
    long skipped = before.get() + ledger.size() - kept.committedEntries(device);
    if (skipped <= 0 || !rootAt(kept, device, ledger).equals(ledger.root())) {
      return Place.DIFFERS;
    }
    var _ = kept.putSubmission(there(refused, ledger, skipped));
    kept.putFinding(
        device,
        FINDING,
        "The ledger had %d more entries of device %s than this server remembered, up to entry %d of epoch %s: the server was set back."
            .formatted(skipped, device, ledger.size(), ledger.epoch()),
        kept.epoch(device, ledger.epoch()).orElseThrow().checkpoint(),
        clock.millis());
    return Place.CAUGHT_UP;
  }

  private Submission there(Submission refused, LedgerPosition ledger, long skipped) {
    return new Submission(
        0,
        refused.device(),
        ledger.epoch(),
        ledger.size() - skipped,
        ledger.size(),
        txIds.get(),
        new byte[0],
        new byte[0],
        State.COMMITTED,
        "");
  }

  /** The device may send other parts than before, so that no checkpoint ends just here. */
  private static Bytes rootAt(IntakeTransaction kept, String device, LedgerPosition ledger) {
    Frontier frontier = new Frontier();
    for (long from = 0; from < ledger.size(); from += BLOCK) {
      long to = Math.min(ledger.size(), from + BLOCK);
      kept.entries(device, ledger.epoch(), from, to)
          .forEach(entry -> frontier.append(TreeHash.leaf(entry)));
    }
    return frontier.root();
  }

  /** Entries of the epochs before this one; empty when the server does not know it. */
  private static Optional<Long> entriesBefore(
      IntakeTransaction kept, String device, EpochId epoch) {
    long before = 0;
    Optional<EpochId> next = kept.epochAfter(device, Optional.empty());
    while (next.isPresent() && !next.get().equals(epoch)) {
      before += sizeOf(kept, device, next.get());
      next = kept.epochAfter(device, next);
    }
    return next.isPresent() ? Optional.of(before) : Optional.empty();
  }

  private static long sizeOf(IntakeTransaction kept, String device, EpochId epoch) {
    return kept.epoch(device, epoch).map(state -> state.frontier().size()).orElse(0L);
  }
}
