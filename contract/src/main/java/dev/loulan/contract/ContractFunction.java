package dev.loulan.contract;

import java.util.Optional;

/** The functions by the name under which they are called, and the definition they belong to. */
public enum ContractFunction {
  CONFIGURE("configure", Definition.SALES, true, 1),
  UPGRADE_SALES("upgradeSales", Definition.SALES, true, 0),
  REGISTER_DEVICE("registerDevice", Definition.SALES, true, 1),
  REVOKE_DEVICE("revokeDevice", Definition.SALES, true, 1),
  SUBMIT_BATCH("submitBatch", Definition.SALES, true, 5),
  DEVICE_POSITION("devicePosition", Definition.SALES, false, 1),
  DEVICES("devices", Definition.SALES, false, 0),
  SALE("sale", Definition.SALES, false, 1),
  SALES_OF_DAY("salesOfDay", Definition.SALES, false, 1),
  REFUSALS("refusals", Definition.SALES, false, 1),
  UPGRADE_TERMS("upgradeTerms", Definition.TERMS, true, 0),
  REGISTER_PARTY("registerParty", Definition.TERMS, true, 1),
  PROPOSE_AGREEMENT("proposeAgreement", Definition.TERMS, true, 1),
  SIGN_AGREEMENT("signAgreement", Definition.TERMS, true, 4),
  SUBMIT_BILL("submitBill", Definition.TERMS, true, 1),
  SUBMIT_BANK_STATEMENT("submitBankStatement", Definition.TERMS, true, 1),
  ADJUST("adjust", Definition.TERMS, true, 1),
  DISPUTE("dispute", Definition.TERMS, true, 1),
  INSTRUCT_PAYOUT("instructPayout", Definition.TERMS, true, 1),
  ANSWER_PAYOUT("answerPayout", Definition.TERMS, true, 1),
  SETTLE_DAY("settleDay", Definition.TERMS, true, 2),
  SETTLE_MONTH("settleMonth", Definition.TERMS, true, 2),
  MONTH_STATEMENT("monthStatement", Definition.TERMS, false, 2),
  MONTH_STATEMENTS("monthStatements", Definition.TERMS, false, 2),
  MATCH_DAY("matchDay", Definition.TERMS, false, 2),
  PARTIES("parties", Definition.TERMS, false, 0),
  AGREEMENTS("agreements", Definition.TERMS, false, 0),
  ADJUSTMENTS("adjustments", Definition.TERMS, false, 1),
  DISPUTES("disputes", Definition.TERMS, false, 1),
  PAYOUTS("payouts", Definition.TERMS, false, 1),
  STATEMENT("statement", Definition.TERMS, false, 2),
  STATEMENTS("statements", Definition.TERMS, false, 3),
  BALANCES("balances", Definition.TERMS, false, 1);

  private final String word;
  private final Definition definition;
  private final boolean writes;
  private final int arguments;

  ContractFunction(String word, Definition definition, boolean writes, int arguments) {
    this.word = word;
    this.definition = definition;
    this.writes = writes;
    this.arguments = arguments;
  }

  public String word() {
    return word;
  }

  public Definition definition() {
    return definition;
  }

  /** Whether the call may change state; the others can be asked of any replica. */
  public boolean writes() {
    return writes;
  }

  /** How many arguments the call takes. */
  public int arguments() {
    return arguments;
  }

  public static Optional<ContractFunction> ofWord(String word) {
    for (ContractFunction function : values()) {
      if (function.word.equals(word)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }
}
