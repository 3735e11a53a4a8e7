package dev.loulan.simulation.server;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractCode;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.simulation.world.FaultKind;
import dev.loulan.simulation.world.World;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.SubmitOutcome;
import dev.loulan.testkit.chance.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has the bank pay what parties are owed. An instruction that the ledger did not answer is given
 * again under its name; the bank gets it once the ledger has it.
 */
public final class Treasurer {
  private static final double NO_ANSWER = 0.05;

  private final World world;
  private final Chance chance;
  private final LedgerGateway gateway;
  private final Party operator;
  private final Party host;
  private final Bank bank;
  private final Consumer<Treasurer> beforeOrder;
  private final List<Payout> instructed = new ArrayList<>();
  private @Nullable Payout open;
  private long number;

  /**
   * Pays for the operator.
   *
   * @param beforeOrder is told before an order is made up, when the ledger has all earlier ones
   */
  public Treasurer(World world, Server server, Operator people, Consumer<Treasurer> beforeOrder) {
    this.world = world;
    this.chance = world.chance("treasurer");
    this.bank = new Bank(world, world.chance("bank"));
    this.operator = people.party();
    this.host = people.host();
    this.beforeOrder = beforeOrder;
    this.gateway =
        new FaultyGateway(
            world,
            server.ledger(),
            () -> isUnanswered(FaultKind.LEDGER_LOST),
            () -> isUnanswered(FaultKind.LEDGER_SILENT));
  }

  private boolean isUnanswered(FaultKind kind) {
    return world.faults().has(kind) && !world.faults().areOver() && chance.happens(NO_ANSWER);
  }

  /** A morning's work: what is left of yesterday, what the bank says, and perhaps a new order. */
  public void work() {
    instruct();
    bank.answers().forEach(this::handIn);
    if (world.faults().has(FaultKind.OPERATOR_LIES) && chance.happens(0.2)) {
      lie();
    }
    if (open == null && chance.happens(0.5)) {
      beforeOrder.accept(this);
      draft();
      instruct();
    }
  }

  /** Nothing goes wrong any more: everything is answered. */
  public void finish() {
    instruct();
    bank.answers().forEach(this::handIn);
    if (open != null || !bank.answers().isEmpty()) {
      world.violated("liveness", "a payout or what the bank said of it is not on the ledger");
    }
  }

  /** What the bank paid, by {@code role partyId}. */
  public SortedMap<String, Long> paid() {
    return bank.paid();
  }

  /** What the bank was told to pay and has not refused, as far as the operator knows. */
  public SortedMap<String, Long> notRefused() {
    SortedMap<String, Long> sums = new TreeMap<>();
    for (Payout order : instructed) {
      order.amounts().forEach((party, amount) -> sums.merge(party, amount, Long::sum));
    }
    return sums;
  }

  /** What the ledger says is owed to each party. */
  public SortedMap<String, Long> due() {
    SortedMap<String, Long> due = new TreeMap<>();
    byte[] json = gateway.query(operator.caller(), ContractCalls.balances(Operator.USD)).payload();
    Fields.of(JsonReader.read(json), "balances")
        .objects("balances")
        .forEach(b -> due.put(b.text("party") + " " + b.text("partyId"), b.integer("due")));
    return due;
  }

  private void draft() {
    SortedMap<String, Long> amounts = new TreeMap<>();
    due()
        .forEach((party, owed) -> {
          if (owed > 0 && chance.happens(0.8)) {
            amounts.put(party, chance.happens(0.7) ? owed : 1 + chance.between(0, owed));
          }
        });
    if (!amounts.isEmpty()) {
      open = new Payout("payout-" + ++number, amounts);
    }
  }

  private void instruct() {
    Payout order = open;
    if (order == null) {
      return;
    }
    switch (attempt(operator.caller(), ContractCalls.instructPayout(order.json()))) {
      case SubmitOutcome.Committed _ -> {
        open = null;
        instructed.add(order);
        bank.take(order);
        world.note("bank", "is to pay " + order.id() + " " + order.amounts());
      }
      case SubmitOutcome.Rejected(var code, var what) -> {
        // A refund since yesterday may have left less; then the ledger never took it.
        open = null;
        if (code != ContractCode.PAYOUT_NOT_DUE) {
          world.violated("work-accepted", order.id() + ": " + code + " " + what);
        }
      }
      case SubmitOutcome.Invalid _, SubmitOutcome.Unknown _ -> {
        // Again tomorrow, under the same name.
      }
    }
  }

  private void handIn(Bank.Answer answer) {
    switch (attempt(operator.caller(), answer(answer.payoutId(), answer.booked()))) {
      case SubmitOutcome.Committed _ -> {
        bank.read(answer);
        if (!answer.booked()) {
          instructed.removeIf(order -> order.id().equals(answer.payoutId()));
        }
      }
      case SubmitOutcome.Rejected(var code, var what) -> {
        bank.read(answer);
        world.violated("work-accepted", "answer to " + answer + ": " + code + " " + what);
      }
      case SubmitOutcome.Invalid _, SubmitOutcome.Unknown _ -> {
        // Again tomorrow.
      }
    }
  }

  private static ContractCall answer(String payoutId, boolean booked) {
    return ContractCalls.answerPayout(
        new JsonObjectBuilder()
            .text("payoutId", payoutId)
            .text("currency", Operator.USD.code())
            .text("outcome", booked ? "booked" : "rejected")
            .build());
  }

  private void lie() {
    TreeMap<String, Long> tooMuch = new TreeMap<>();
    due().forEach((party, owed) -> tooMuch.put(party, Math.max(0, owed) + 1));
    if (!tooMuch.isEmpty()) {
      Json.Obj order = new Payout("lie-" + ++number, tooMuch).json();
      mustFail("pays more than is owed", operator, order, ContractCode.PAYOUT_NOT_DUE);
      mustFail("has the bank pay", host, order, ContractCode.NOT_AUTHORISED);
    }
    if (!instructed.isEmpty()) {
      Payout before = instructed.getLast();
      mustFail(
          "pays another amount under the name of a payout",
          operator,
          before.dearer().json(),
          ContractCode.PAYOUT_DIFFERS);
    }
  }

  private void mustFail(String what, Party by, Json.Obj order, ContractCode expected) {
    String lie = by.partyId() + " " + what;
    switch (attempt(by.caller(), ContractCalls.instructPayout(order))) {
      case SubmitOutcome.Committed _ -> world.violated("lie-refused", lie + ": accepted");
      case SubmitOutcome.Rejected(var code, var detail) -> {
        if (code != expected) {
          world.violated("lie-refused", lie + ": expected " + expected + ", got " + code);
        }
        world.note("ledger", "refuses that " + lie + ": " + code + " " + detail);
      }
      case SubmitOutcome.Invalid _, SubmitOutcome.Unknown _ -> {
        // Not answered at all.
      }
    }
  }

  private SubmitOutcome attempt(Caller caller, ContractCall call) {
    return gateway.send(gateway.prepare(caller, call));
  }
}
