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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Prepares, finds and marks what goes to the ledger, device by device and in order. */
final class SubmissionQueue {
  private final IntakeStore store;
  private final Supplier<String> txIds;
  private final BatchBounds bounds;
  private final Lease lease;
  private final Gathering gathering;

  SubmissionQueue(IntakeStore store, Supplier<String> txIds, BatchBounds bounds, Lease lease) {
    this.store = store;
    this.txIds = txIds;
    this.bounds = bounds;
    this.lease = lease;
    this.gathering = new Gathering(bounds.maxWait(), lease.clock());
  }

  /** Which of the entries that are here go now. */
  enum Urgency {
    /** All. */
    EVERYTHING,
    /** Those that fill a transaction, or waited long enough for others. */
    WHAT_IS_DUE
  }

  List<String> devices() {
    return store.read(IntakeTransaction::devices);
  }

  /**
   * The device's next submission: the one that was under way, else a new one, kept. Nothing when
   * there is none, another replica of the server is at work on the device, or it is quarantined.
   */
  Optional<Submission> next(String device, Urgency urgency) {
    return store.write(kept -> {
      if (kept.quarantine(device).isPresent()) {
        gathering.end(device);
        return Optional.empty();
      }
      Optional<Submission> last = kept.lastSubmission(device);
      Optional<Submission> next =
          last.isPresent() && last.get().state() != State.COMMITTED
              ? last
              : prepare(kept, device, last, urgency);
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

  /** How long until entries that wait for others go; nothing while none waits. */
  Optional<Duration> untilDue() {
    return gathering.left();
  }

  private Optional<Submission> prepare(
      IntakeTransaction kept, String device, Optional<Submission> last, Urgency urgency) {
    Optional<Stretch> next = stretch(kept, device, last);
    boolean waits =
        urgency == Urgency.WHAT_IS_DUE
            && next.isPresent()
            && !next.get().whole()
            && !gathering.isOver(device);
    if (waits) {
      return Optional.empty();
    }
    gathering.end(device);
    return next.map(stretch -> insert(kept, device, stretch));
  }

  /**
   * Entries for one transaction.
   *
   * @param whole whether no more could share it
   */
  private record Stretch(EpochId epoch, long from, long to, boolean whole) {}

  private Optional<Stretch> stretch(
      IntakeTransaction kept, String device, Optional<Submission> last) {
    Optional<EpochId> following = kept.epochAfter(device, last.map(Submission::epoch));
    Optional<Stretch> rest =
        last.flatMap(
            done -> stretch(kept, device, done.epoch(), done.toSize(), following.isPresent()));
    return rest.or(() -> following.flatMap(epoch -> stretch(kept, device, epoch, 0, false)));
  }

  /** The greatest checkpoint within the bounds, or the first one beyond when none is within. */
  private Optional<Stretch> stretch(
      IntakeTransaction kept, String device, EpochId epoch, long from, boolean ended) {
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
    boolean full = bytes > bounds.maxBytes() || end - from == bounds.maxEntries();
    return sizes.stream()
        .filter(size -> size <= within)
        .reduce((_, last) -> last)
        .or(() -> sizes.stream().findFirst())
        .map(size -> new Stretch(epoch, from, size, full || ended));
  }

  private Submission insert(IntakeTransaction kept, String device, Stretch stretch) {
    EpochId epoch = stretch.epoch();
    long from = stretch.from();
    long to = stretch.to();
    List<byte[]> leaves = kept.entries(device, epoch, from, to);
    String checkpoint = kept.checkpoint(device, epoch, to).orElseThrow();
    byte[] envelope =
        Envelope.encode(ContractCalls.submitBatch(device, epoch.hex(), from, leaves, checkpoint));
    return kept.putSubmission(
        new Submission(
            0, device, epoch, from, to, txIds.get(), envelope, new byte[0], State.PREPARED, ""));
  }
}
