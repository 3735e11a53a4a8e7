package dev.loulan.sync.submission;

import dev.loulan.contract.ContractCalls;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.sync.intake.IntakeStore;
import dev.loulan.sync.intake.IntakeTransaction;
import dev.loulan.sync.intake.Submission;
import dev.loulan.sync.intake.Submission.State;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Prepares, finds and marks what goes to the ledger, device by device and in order. */
final class SubmissionQueue {
  private final IntakeStore store;
  private final Supplier<String> txIds;
  private final int maxEntries;

  SubmissionQueue(IntakeStore store, Supplier<String> txIds, int maxEntries) {
    this.store = store;
    this.txIds = txIds;
    this.maxEntries = maxEntries;
  }

  List<String> devices() {
    return store.read(IntakeTransaction::devices);
  }

  /** The device's next submission: the one that was under way, else a new one, kept. */
  Optional<Submission> next(String device) {
    return store.write(kept -> {
      Optional<Submission> last = kept.lastSubmission(device);
      return last.isPresent() && last.get().state() != State.COMMITTED
          ? last
          : prepare(kept, device, last);
    });
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

  /** The greatest checkpoint within the bound, or the first one beyond when none is within. */
  private Optional<Long> target(IntakeTransaction kept, String device, EpochId epoch, long from) {
    List<Long> sizes = kept.checkpointsAfter(device, epoch, from);
    return sizes.stream()
        .filter(size -> size <= from + maxEntries)
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
        new Submission(0, device, epoch, from, to, txIds.get(), envelope, State.PREPARED, ""));
  }
}
