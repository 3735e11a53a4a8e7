package dev.loulan.sync.submission;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.Reply;
import dev.loulan.sync.intake.IntakeStore;
import dev.loulan.sync.intake.Submission;
import dev.loulan.sync.intake.Submission.State;
import dev.loulan.sync.ledger.Envelope;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import dev.loulan.sync.ledger.Prepared;
import dev.loulan.sync.ledger.SubmitOutcome;
import dev.loulan.sync.submission.SubmissionQueue.Urgency;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Submits devices' entries to the ledger: each device in order, several devices at once.
 *
 * <p>A call is kept before it is endorsed, and what was endorsed before it is sent; so after a
 * crash between any two statements the same transaction goes on, with the same id and bytes. A
 * refused batch stops its device, not the others.
 */
public final class SubmissionWorker {
  private final SubmissionQueue queue;
  private final CatchUp catchUp;
  private final LedgerGateway ledger;
  private final Caller caller;
  private final int devicesAtOnce;

  public SubmissionWorker(IntakeStore intake, LedgerGateway ledger, Caller caller) {
    this(intake, ledger, caller, caller.partyId(), BatchBounds.DEFAULT, 1);
  }

  /**
   * A worker of one replica of the server.
   *
   * @param replica its name among those that share the database; the same after a restart
   * @param bounds how much goes into one transaction
   * @param devicesAtOnce how many devices' transactions may be under way together
   */
  public SubmissionWorker(
      IntakeStore intake,
      LedgerGateway ledger,
      Caller caller,
      String replica,
      BatchBounds bounds,
      int devicesAtOnce) {
    this(
        intake,
        ledger,
        caller,
        replica,
        () -> UUID.randomUUID().toString(),
        bounds,
        InstantSource.system(),
        devicesAtOnce);
  }

  /**
   * A worker of which everything repeats: one device at a time, its own ids and clock. The caller's
   * name is the replica's, too.
   *
   * @param txIds gives each new transaction an id that was never used
   */
  public SubmissionWorker(
      IntakeStore intake,
      LedgerGateway ledger,
      Caller caller,
      Supplier<String> txIds,
      BatchBounds bounds,
      InstantSource clock) {
    this(intake, ledger, caller, caller.partyId(), txIds, bounds, clock, 1);
  }

  private SubmissionWorker(
      IntakeStore intake,
      LedgerGateway ledger,
      Caller caller,
      String replica,
      Supplier<String> txIds,
      BatchBounds bounds,
      InstantSource clock,
      int devicesAtOnce) {
    this.queue = new SubmissionQueue(intake, txIds, bounds, new Lease(replica, clock));
    this.catchUp = new CatchUp(intake, txIds, clock);
    this.ledger = ledger;
    this.caller = caller;
    this.devicesAtOnce = devicesAtOnce;
  }

  /**
   * Submits until nothing is left that the ledger takes now.
   *
   * @return how many transactions were committed
   */
  public int drain() {
    return drain(Urgency.EVERYTHING);
  }

  /**
   * As {@link #drain()}, but leaves what does not fill a transaction until it has waited for others
   * as long as the bounds say.
   */
  public int drainDue() {
    return drain(Urgency.WHAT_IS_DUE);
  }

  /** How long until {@link #drainDue} has more to do, as far as is known. */
  public Optional<Duration> untilDue() {
    return queue.untilDue();
  }

  private synchronized int drain(Urgency urgency) {
    List<String> devices = queue.devices();
    return devicesAtOnce == 1
        ? devices.stream().mapToInt(device -> drain(device, urgency)).sum()
        : drainTogether(devices, urgency);
  }

  /** Entries of the device that are here and not on the ledger. */
  public long lag(String device) {
    return queue.lag(device);
  }

  /** Entries of all devices that are here and not on the ledger. */
  public long lag() {
    return queue.devices().stream().mapToLong(queue::lag).sum();
  }

  /** How many devices something keeps from the ledger. */
  public long stopped() {
    return queue.devices().stream().filter(device -> obstacle(device).isPresent()).count();
  }

  /** Why a device's entries do not reach the ledger. */
  public Optional<String> obstacle(String device) {
    return queue.obstacle(device);
  }

  private int drainTogether(List<String> devices, Urgency urgency) {
    List<Future<Integer>> running = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            devicesAtOnce, Thread.ofPlatform().name("submit-", 0).daemon(true).factory())) {
      devices.forEach(device -> running.add(threads.submit(() -> drain(device, urgency))));
    }
    return running.stream().mapToInt(SubmissionWorker::result).sum();
  }

  private static int result(Future<Integer> done) {
    try {
      return done.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("A submission failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerUnavailableException("interrupted");
    }
  }

  private int drain(String device, Urgency urgency) {
    int committed = 0;
    while (true) {
      switch (step(device, urgency)) {
        case COMMITTED -> committed++;
        case VOID -> {
          // The same call is prepared anew, or another one from where the ledger is.
        }
        case NOTHING -> {
          return committed;
        }
      }
    }
  }

  private enum Step {
    COMMITTED,
    VOID,
    NOTHING
  }

  private Step step(String device, Urgency urgency) {
    Optional<Submission> next = queue.next(device, urgency);
    if (next.isEmpty() || next.get().state() == State.REFUSED) {
      return Step.NOTHING;
    }
    Submission submission = next.get();
    try {
      return switch (outcome(submission)) {
        case SubmitOutcome.Committed(_, Reply reply) -> committed(submission, reply);
        case SubmitOutcome.Rejected(var code, String what) -> later(submission, code + ": " + what);
        case SubmitOutcome.Unknown(_, String what) -> later(submission, what);
        case SubmitOutcome.Invalid _ -> {
          queue.drop(submission);
          yield Step.VOID;
        }
      };
    } catch (ContractException e) {
      return later(submission, e.code() + ": " + e.getMessage());
    } catch (LedgerUnavailableException e) {
      return later(submission, String.valueOf(e.getMessage()));
    }
  }

  private SubmitOutcome outcome(Submission submission) {
    if (submission.prepared().length > 0) {
      return ledger.recover(new Prepared(submission.txId(), submission.prepared()));
    }
    Prepared prepared = ledger.prepare(caller, Envelope.decode(submission.envelope()));
    queue.keep(submission, prepared);
    return ledger.send(prepared);
  }

  private Step later(Submission submission, String why) {
    queue.mark(submission, State.PREPARED, why);
    return Step.NOTHING;
  }

  private Step committed(Submission submission, Reply reply) {
    return switch (reply.status()) {
      case DONE -> {
        queue.mark(submission, State.COMMITTED, "");
        yield Step.COMMITTED;
      }
      case REFUSED -> refused(submission, reply.code());
    };
  }

  private Step refused(Submission submission, ContractCode code) {
    return switch (place(submission, code)) {
      case CAUGHT_UP -> Step.VOID;
      case WAITS ->
          later(submission, "The ledger is ahead; the device still sends what it has: " + code);
      case DIFFERS -> {
        queue.mark(
            submission,
            State.REFUSED,
            "The ledger refused entries %d to %d of epoch %s: %s."
                .formatted(submission.fromSize(), submission.toSize(), submission.epoch(), code));
        yield Step.NOTHING;
      }
    };
  }

  /** A batch that does not follow where the ledger is may come from a server that was set back. */
  private CatchUp.Place place(Submission submission, ContractCode code) {
    boolean misplaced = code == ContractCode.POSITION || code == ContractCode.BATCH_DIFFERS;
    return misplaced
        ? LedgerPosition.of(ledger.query(caller, ContractCalls.devicePosition(submission.device())))
            .map(position -> catchUp.with(submission, position))
            .orElse(CatchUp.Place.DIFFERS)
        : CatchUp.Place.DIFFERS;
  }
}
