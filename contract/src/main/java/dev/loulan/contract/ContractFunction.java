package dev.loulan.contract;

import java.util.Optional;

/** The functions by the name under which they are called, and the definition they belong to. */
public enum ContractFunction {
  CONFIGURE("configure", Definition.SALES, true),
  REGISTER_DEVICE("registerDevice", Definition.SALES, true),
  REVOKE_DEVICE("revokeDevice", Definition.SALES, true),
  SUBMIT_BATCH("submitBatch", Definition.SALES, true),
  DEVICE_POSITION("devicePosition", Definition.SALES, false),
  DEVICES("devices", Definition.SALES, false),
  SALE("sale", Definition.SALES, false),
  SALES_OF_DAY("salesOfDay", Definition.SALES, false),
  REFUSALS("refusals", Definition.SALES, false),
  REGISTER_PARTY("registerParty", Definition.TERMS, true),
  PROPOSE_AGREEMENT("proposeAgreement", Definition.TERMS, true),
  SIGN_AGREEMENT("signAgreement", Definition.TERMS, true),
  SUBMIT_BILL("submitBill", Definition.TERMS, true),
  ADJUST("adjust", Definition.TERMS, true),
  SETTLE_DAY("settleDay", Definition.TERMS, true),
  MATCH_DAY("matchDay", Definition.TERMS, false),
  PARTIES("parties", Definition.TERMS, false),
  AGREEMENTS("agreements", Definition.TERMS, false),
  STATEMENT("statement", Definition.TERMS, false),
  BALANCES("balances", Definition.TERMS, false);

  private final String word;
  private final Definition definition;
  private final boolean writes;

  ContractFunction(String word, Definition definition, boolean writes) {
    this.word = word;
    this.definition = definition;
    this.writes = writes;
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

  public static Optional<ContractFunction> ofWord(String word) {
    for (ContractFunction function : values()) {
      if (function.word.equals(word)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }
}
