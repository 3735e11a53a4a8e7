package dev.loulan.sync.submission;

import dev.loulan.contract.Caller;
import dev.loulan.contract.Reply;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.SubmitOutcome;
import dev.loulan.sync.store.SqliteFile;
import dev.loulan.sync.submission.Submission.State;
import java.util.Optional;

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

  private final SubmissionStore store;
  private final LedgerGateway ledger;
  private final Caller caller;

  public SubmissionWorker(SqliteFile intake, LedgerGateway ledger, Caller caller) {
    this(intake, ledger, caller, MAX_ENTRIES);
  }

  SubmissionWorker(SqliteFile intake, LedgerGateway ledger, Caller caller, int maxEntries) {
    this.store = new SubmissionStore(intake, maxEntries);
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
    for (String device : store.devices()) {
      while (step(device)) {
        committed++;
      }
    }
    return committed;
  }

  /** Entries of the device that are here and not on the ledger. */
  public long lag(String device) {
    return store.lag(device);
  }

  /** Why a device's entries do not reach the ledger. */
  public Optional<String> obstacle(String device) {
    return store.obstacle(device);
  }

  private boolean step(String device) {
    Optional<Submission> next = store.next(device);
    if (next.isEmpty() || next.get().state() == State.REFUSED) {
      return false;
    }
    Submission submission = next.get();
    return switch (ledger.submit(submission.txId(), caller, submission.call())) {
      case SubmitOutcome.Committed(_, Reply reply) -> committed(submission, reply);
      case SubmitOutcome.Rejected(var code, String what) -> {
        store.mark(submission, State.PREPARED, code + ": " + what);
        yield false;
      }
      case SubmitOutcome.Unknown(_, String what) -> {
        store.mark(submission, State.PREPARED, what);
        yield false;
      }
    };
  }

  private boolean committed(Submission submission, Reply reply) {
    return switch (reply.status()) {
      case DONE -> {
        store.mark(submission, State.COMMITTED, "");
        yield true;
      }
      case REFUSED -> {
        store.mark(
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
