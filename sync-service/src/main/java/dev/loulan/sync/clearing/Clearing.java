package dev.loulan.sync.clearing;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractException;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Json;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.submission.SubmissionWorker;
import java.util.List;
import java.util.function.Consumer;

/** Bills and settlements. Each call first brings the ledger up to date with the intake. */
public final class Clearing {
  private static final int LOOK_BACK = 400;

  private final LedgerGateway ledger;
  private final SubmissionWorker worker;
  private final ClosedDays closedDays;
  private final Consumer<byte[]> settled;

  public Clearing(LedgerGateway ledger, SubmissionWorker worker, ClosedDays closedDays) {
    this(ledger, worker, closedDays, statement -> {});
  }

  /** {@code settled} hears each statement, some of them more than once. */
  public Clearing(
      LedgerGateway ledger,
      SubmissionWorker worker,
      ClosedDays closedDays,
      Consumer<byte[]> settled) {
    this.ledger = ledger;
    this.worker = worker;
    this.closedDays = closedDays;
    this.settled = settled;
  }

  /** A day in one currency. */
  public record Due(BusinessDay day, Currency currency, long devices) {}

  /**
   * Hands in a payment provider's bill; returns the contract's answer.
   *
   * @throws ContractException when the contract does not take it
   */
  public byte[] submitBill(Caller operator, Json.Obj bill) {
    return submit(operator, ContractCalls.submitBill(bill));
  }

  /**
   * Settles what can be settled of a day and returns the statement's bytes; again without news
   * returns the same.
   *
   * @throws ContractException with {@code DAY_OPEN} while day closes are missing
   */
  public byte[] settle(Caller caller, BusinessDay day, Currency currency) {
    worker.drain();
    byte[] statement = submit(caller, ContractCalls.settleDay(day, currency));
    settled.accept(statement);
    return statement;
  }

  /**
   * The last statement of a day.
   *
   * @throws ContractException when the day was not settled
   */
  public byte[] statement(Caller caller, BusinessDay day, Currency currency) {
    return ledger.query(caller, ContractCalls.statement(day, currency)).payload();
  }

  /** The days before this one that at least one device closed, the newest first. */
  public List<Due> closedBefore(BusinessDay day) {
    return closedDays.closedDayCounts(LOOK_BACK).stream()
        .filter(closed -> closed.day().compareTo(day.date()) < 0)
        .map(closed ->
            new Due(
                new BusinessDay(closed.day()), new Currency(closed.currency()), closed.devices()))
        .toList();
  }

  private byte[] submit(Caller caller, ContractCall call) {
    return ledger.submit(caller, call).payload();
  }
}
