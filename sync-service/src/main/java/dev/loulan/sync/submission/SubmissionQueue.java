package dev.loulan.sync.submission;

import dev.loulan.contract.ContractCalls;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.sync.intake.IntakeStore;
import dev.loulan.sync.intake.IntakeTransaction;
import dev.loulan.sync.intake.Quarantine;
import dev.loulan.sync.intake.Submission;
import dev.loulan.sync.intake.Submission.State;
import dev.loulan.sync.ledger.Envelope;
import dev.loulan.sync.ledger.Prepared;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Prepares, finds and marks what goes to the ledger, device by device and in order. */
final class SubmissionQueue {
  private final IntakeStore store;
  private final Supplier<String> txIds;
  private final BatchBounds bounds;
  private final Lease lease;

  SubmissionQueue(IntakeStore store, Supplier<String> txIds, BatchBounds bounds, Lease lease) {
    this.store = store;
    this.txIds = txIds;
    this.bounds = bounds;
    this.lease = lease;
  }

  List<String> devices() {
    return store.read(IntakeTransaction::devices);
  }

  /**
   * The device's next submission: the one that was under way, else a new one, kept. Nothing when
   * there is none, another replica of the server is at work on the device, or it is quarantined.
   */
  Optional<Submission> next(String device) {
    return store.write(kept -> {
      if (kept.quarantine(device).isPresent()) {
        return Optional.empty();
      }
      Optional<Submission> last = kept.lastSubmission(device);
      Optional<Submission> next =
          last.isPresent() && last.get().state() != State.COMMITTED
              ? last
              : prepare(kept, device, last);
      return next.isPresent() && lease.take(kept, device) ? next : Optional.empty();
    });
  }

  /** Keeps what the ledger endorsed, before it is sent. */
  void keep(Submission submission, Prepared prepared) {
    var _ =
        store.write(kept -> {
          kept.keepPrepared(submission.number(), prepared.txId(), prepared.bytes());
          return prepared;
        });
  }

  /** Drops what was endorsed, because the ledger holds it as void. */
  void drop(Submission submission) {
    keep(submission, new Prepared(txIds.get(), new byte[0]));
  }

  void mark(Submission submission, State state, String what) {
    var _ =
        store.write(kept -> {
          kept.mark(submission.number(), state, what);
          return state;
        });
  }

  /** How many entries of the device the ledger does not have yet. */
  long lag(String device) {
    return store.read(kept -> kept.entryCount(device) - kept.committedEntries(device));
  }

  /** What keeps a device's entries from the ledger, in words; empty when nothing does. */
  Optional<String> obstacle(String device) {
    Optional<Quarantine> quarantine = store.read(kept -> kept.quarantine(device));
    if (quarantine.isPresent()) {
      return quarantine.map(Quarantine::what);
    }
    return store
        .read(kept -> kept.lastSubmission(device))
        .filter(last -> last.state() != State.COMMITTED)
        .map(Submission::what)
        .filter(what -> !what.isEmpty());
  }

  private Optional<Submission> prepare(
      IntakeTransaction kept, String device, Optional<Submission> last) {
    if (last.isPresent()) {
      EpochId epoch = last.get().epoch();
      long from = last.get().toSize();
      Optional<Long> to = target(kept, device, epoch, from);
      if (to.isPresent()) {
        return Optional.of(insert(kept, device, epoch, from, to.get()));
      }
    }
    Optional<EpochId> following = kept.epochAfter(device, last.map(Submission::epoch));
    return following.flatMap(
        epoch -> target(kept, device, epoch, 0).map(to -> insert(kept, device, epoch, 0, to)));
  }

  /** The greatest checkpoint within the bounds, or the first one beyond when none is within. */
  private Optional<Long> target(IntakeTransaction kept, String device, EpochId epoch, long from) {
    List<Long> sizes = kept.checkpointsAfter(device, epoch, from);
    if (sizes.isEmpty()) {
      return Optional.empty();
    }
    long end = from;
    long bytes = 0;
    for (byte[] entry : kept.entries(device, epoch, from, from + bounds.maxEntries())) {
      bytes += entry.length;
      if (bytes > bounds.maxBytes()) {
        break;
      }
      end++;
    }
    long within = end;
    return sizes.stream()
        .filter(size -> size <= within)
        .reduce((_, last) -> last)
        .or(() -> sizes.stream().findFirst());
  }

  private Submission insert(
      IntakeTransaction kept, String device, EpochId epoch, long from, long to) {
    List<byte[]> leaves = kept.entries(device, epoch, from, to);
    String checkpoint = kept.checkpoint(device, epoch, to).orElseThrow();
    byte[] envelope =
        Envelope.encode(ContractCalls.submitBatch(device, epoch.hex(), from, leaves, checkpoint));
    return kept.putSubmission(
        new Submission(
            0, device, epoch, from, to, txIds.get(), envelope, new byte[0], State.PREPARED, ""));
  }
}
