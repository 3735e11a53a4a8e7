package dev.loulan.sync.submission;

import dev.loulan.contract.Caller;
import dev.loulan.contract.Reply;
import dev.loulan.sync.intake.IntakeStore;
import dev.loulan.sync.intake.Submission;
import dev.loulan.sync.intake.Submission.State;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.SubmitOutcome;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Submits devices' entries to the ledger.
 *
 * <p>After a crash between any two statements the same transaction goes again, with the same id and
 * bytes; the contract answers the second time as the first. A refused batch stops its device, not
 * the others.
 */
public final class SubmissionWorker {
  /** Entries in one transaction, unless one segment alone has more. */
  public static final int MAX_ENTRIES = 5_000;

  private final SubmissionQueue queue;
  private final LedgerGateway ledger;
  private final Caller caller;

  public SubmissionWorker(IntakeStore intake, LedgerGateway ledger, Caller caller) {
    this(intake, ledger, caller, () -> UUID.randomUUID().toString(), MAX_ENTRIES);
  }

  /**
   * A worker with its own bounds.
   *
   * @param txIds gives each new transaction an id that was never used
   */
  public SubmissionWorker(
      IntakeStore intake,
      LedgerGateway ledger,
      Caller caller,
      Supplier<String> txIds,
      int maxEntries) {
    this.queue = new SubmissionQueue(intake, txIds, maxEntries);
    this.ledger = ledger;
    this.caller = caller;
  }

  /**
   * Submits until nothing is left that the ledger takes now.
   *
   * @return how many transactions were committed
   */
  public synchronized int drain() {
    int committed = 0;
    for (String device : queue.devices()) {
      while (step(device)) {
        committed++;
      }
    }
    return committed;
  }

  /** Entries of the device that are here and not on the ledger. */
  public long lag(String device) {
    return queue.lag(device);
  }

  /** Why a device's entries do not reach the ledger. */
  public Optional<String> obstacle(String device) {
    return queue.obstacle(device);
  }

  private boolean step(String device) {
    Optional<Submission> next = queue.next(device);
    if (next.isEmpty() || next.get().state() == State.REFUSED) {
      return false;
    }
    Submission submission = next.get();
    return switch (ledger.submit(
        submission.txId(), caller, Envelope.decode(submission.envelope()))) {
      case SubmitOutcome.Committed(_, Reply reply) -> committed(submission, reply);
      case SubmitOutcome.Rejected(var code, String what) -> {
        queue.mark(submission, State.PREPARED, code + ": " + what);
        yield false;
      }
      case SubmitOutcome.Unknown(_, String what) -> {
        queue.mark(submission, State.PREPARED, what);
        yield false;
      }
    };
  }

  private boolean committed(Submission submission, Reply reply) {
    return switch (reply.status()) {
      case DONE -> {
        queue.mark(submission, State.COMMITTED, "");
        yield true;
      }
      case REFUSED -> {
        queue.mark(
            submission,
            State.REFUSED,
            "The ledger refused entries %d to %d of epoch %s: %s."
                .formatted(
                    submission.fromSize(), submission.toSize(), submission.epoch(), reply.code()));
        yield false;
      }
    };
  }
}
