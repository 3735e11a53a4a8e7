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
import java.util.function.Consumer;

/** Bills and settlements. Each call first brings the ledger up to date with the intake. */
public final class Clearing {
  private final LedgerGateway ledger;
  private final SubmissionWorker worker;
  private final Consumer<byte[]> settled;

  public Clearing(LedgerGateway ledger, SubmissionWorker worker) {
    this(ledger, worker, statement -> {});
  }

  /** {@code settled} hears each statement, some of them more than once. */
  public Clearing(LedgerGateway ledger, SubmissionWorker worker, Consumer<byte[]> settled) {
    this.ledger = ledger;
    this.worker = worker;
    this.settled = settled;
  }

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

  private byte[] submit(Caller caller, ContractCall call) {
    return ledger.submit(caller, call).payload();
  }
}
