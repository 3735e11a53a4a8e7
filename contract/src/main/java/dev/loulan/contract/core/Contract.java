package dev.loulan.contract.core;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.ContractFunction;
import dev.loulan.contract.Reply;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.sales.SalesFunctions;
import dev.loulan.contract.state.Arguments;
import dev.loulan.contract.state.StateVersion;
import dev.loulan.contract.terms.TermsFunctions;
import dev.loulan.domain.json.Json;
import java.util.List;
import java.util.Map;

/**
 * The contract: takes a call, reads and writes through the port, answers.
 *
 * <p>Stateless; one instance serves any number of calls, each on its own port and thread. The same
 * call on the same state gives the same writes and the same bytes on every machine.
 */
public final class Contract {

  /**
   * Carries out one call.
   *
   * @param state the state of the function's definition
   * @throws ContractException when the call is malformed, not allowed or contradicts the ledger;
   *     the adapter must then drop what was written to the port
   */
  public Reply invoke(
      StatePort state,
      Caller caller,
      String function,
      List<byte[]> args,
      Map<String, byte[]> transientData) {
    ContractFunction called =
        ContractFunction.ofWord(function)
            .orElseThrow(() ->
                new ContractException(
                    ContractCode.UNKNOWN_FUNCTION, "No function '" + function + "'"));
    StateVersion.require(state);
    try {
      Arguments arguments = new Arguments(function, args, called.arguments());
      return dispatch(called, state, caller, arguments, transientData);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ContractException(
          ContractCode.MALFORMED, function + ": " + String.valueOf(e.getMessage()));
    }
  }

  private static Reply dispatch(
      ContractFunction function,
      StatePort state,
      Caller caller,
      Arguments args,
      Map<String, byte[]> transientData) {
    return switch (function) {
      case CONFIGURE -> done(SalesFunctions.configure(state, caller, args));
      case UPGRADE_SALES, UPGRADE_TERMS -> done(StateVersion.upgrade(state, caller));
      case REGISTER_DEVICE -> done(SalesFunctions.registerDevice(state, caller, args));
      case REVOKE_DEVICE -> done(SalesFunctions.revokeDevice(state, caller, args));
      case SUBMIT_BATCH -> SalesFunctions.submitBatch(state, caller, args, transientData);
      case DEVICE_POSITION -> done(SalesFunctions.devicePosition(state, args));
      case DEVICES -> done(SalesFunctions.devices(state));
      case SALE -> done(SalesFunctions.sale(state, args));
      case SALES_OF_DAY -> done(SalesFunctions.salesOfDay(state, args));
      case REFUSALS -> done(SalesFunctions.refusals(state, args));
      case REGISTER_PARTY -> done(TermsFunctions.registerParty(state, args));
      case PROPOSE_AGREEMENT -> done(TermsFunctions.proposeAgreement(state, args));
      case SIGN_AGREEMENT -> done(TermsFunctions.signAgreement(state, args));
      case SUBMIT_BILL -> done(TermsFunctions.submitBill(state, caller, args));
      case SUBMIT_BANK_STATEMENT -> done(TermsFunctions.submitBankStatement(state, caller, args));
      case ADJUST -> done(TermsFunctions.adjust(state, args));
      case DISPUTE -> done(TermsFunctions.dispute(state, args));
      case INSTRUCT_PAYOUT -> done(TermsFunctions.instructPayout(state, caller, args));
      case ANSWER_PAYOUT -> done(TermsFunctions.answerPayout(state, caller, args));
      case SETTLE_DAY -> Reply.done(TermsFunctions.settleDay(state, args));
      case SETTLE_MONTH -> Reply.done(TermsFunctions.settleMonth(state, args));
      case MONTH_STATEMENT -> Reply.done(TermsFunctions.monthStatement(state, args));
      case MONTH_STATEMENTS -> done(TermsFunctions.monthStatements(state, args));
      case MATCH_DAY -> done(TermsFunctions.matchDay(state, args));
      case PARTIES -> done(TermsFunctions.parties(state));
      case AGREEMENTS -> done(TermsFunctions.agreements(state));
      case STATEMENT -> Reply.done(TermsFunctions.statement(state, args));
      case ADJUSTMENTS -> done(TermsFunctions.adjustments(state, args));
      case DISPUTES -> done(TermsFunctions.disputes(state, args));
      case PAYOUTS -> done(TermsFunctions.payouts(state, args));
      case STATEMENTS -> done(TermsFunctions.statements(state, args));
      case BALANCES -> done(TermsFunctions.balances(state, args));
    };
  }

  private static Reply done(Json payload) {
    return Reply.done(payload.canonical());
  }
}
