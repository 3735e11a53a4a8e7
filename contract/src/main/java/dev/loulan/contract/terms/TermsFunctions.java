package dev.loulan.contract.terms;

import dev.loulan.contract.Caller;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.sales.EntryId;
import dev.loulan.contract.state.Arguments;
import dev.loulan.domain.Month;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;

/** The functions of the definition {@code terms}, one method each. */
public final class TermsFunctions {
  private TermsFunctions() {}

  public static Json registerParty(StatePort state, Arguments args) {
    return Parties.register(state, args.document(0));
  }

  public static Json proposeAgreement(StatePort state, Arguments args) {
    return Agreements.propose(state, args.bytes(0));
  }

  public static Json signAgreement(StatePort state, Arguments args) {
    return Agreements.sign(state, args.text(0), args.number(1), args.text(2), args.text(3));
  }

  public static Json submitBill(StatePort state, Caller caller, Arguments args) {
    return Bills.submit(state, caller, args.document(0));
  }

  public static Json submitBankStatement(StatePort state, Caller caller, Arguments args) {
    return BankStatements.submit(state, caller, args.document(0));
  }

  public static Json adjust(StatePort state, Arguments args) {
    return Adjustments.adjust(state, JsonReader.read(args.bytes(0)));
  }

  public static Json adjustments(StatePort state, Arguments args) {
    return Adjustments.of(state, EntryId.parse(args.text(0)));
  }

  /** The statement's bytes are kept as they are. */
  public static byte[] settleDay(StatePort state, Arguments args) {
    return Settlement.settle(state, args.day(0), args.currency(1));
  }

  /** The month's statement; its bytes are kept as they are. */
  public static byte[] settleMonth(StatePort state, Arguments args) {
    return MonthSettlement.settle(state, Month.of(args.text(0)), args.currency(1));
  }

  public static byte[] monthStatement(StatePort state, Arguments args) {
    return MonthSettlement.statement(state, Month.of(args.text(0)), args.currency(1));
  }

  public static Json monthStatements(StatePort state, Arguments args) {
    return Json.array(MonthSettlement.runs(state, Month.of(args.text(0)), args.currency(1)));
  }

  public static Json matchDay(StatePort state, Arguments args) {
    return Settlement.matching(state, args.day(0), args.currency(1));
  }

  public static byte[] statement(StatePort state, Arguments args) {
    return Settlement.statement(state, args.day(0), args.currency(1));
  }

  /** All runs of the days from one to another, by day and run. */
  public static Json statements(StatePort state, Arguments args) {
    return Json.array(PastRuns.between(state, args.text(0), args.text(1), args.currency(2)));
  }

  public static Json balances(StatePort state, Arguments args) {
    return Balances.of(state, args.currency(0)).json();
  }

  public static Json dispute(StatePort state, Arguments args) {
    return Disputes.dispute(state, JsonReader.read(args.bytes(0)));
  }

  public static Json disputes(StatePort state, Arguments args) {
    return Disputes.list(state, args.day(0));
  }

  public static Json instructPayout(StatePort state, Caller caller, Arguments args) {
    return Payouts.instruct(state, caller, args.document(0));
  }

  public static Json answerPayout(StatePort state, Caller caller, Arguments args) {
    return Payouts.answer(state, caller, args.document(0));
  }

  public static Json payouts(StatePort state, Arguments args) {
    return Json.array(Payouts.all(state, args.currency(0)));
  }

  public static Json parties(StatePort state) {
    return Parties.all(state);
  }

  public static Json agreements(StatePort state) {
    return Agreements.list(state);
  }
}
