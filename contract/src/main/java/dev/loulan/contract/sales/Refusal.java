package dev.loulan.contract.sales;

import dev.loulan.contract.ContractCode;

/** Ends the verification of a batch; becomes a refusal record, never an error of the call. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final ContractCode code;

  Refusal(ContractCode code, String what) {
    super(what, null, false, false);
    this.code = code;
  }

  ContractCode code() {
    return code;
  }

  String what() {
    return String.valueOf(getMessage());
  }
}
