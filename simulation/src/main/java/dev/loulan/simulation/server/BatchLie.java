package dev.loulan.simulation.server;

import dev.loulan.contract.ContractCode;

/** What a lying server does to a batch on its way to the ledger, and what the contract says. */
enum BatchLie {
  OMITS_A_SALE(ContractCode.POSITION),
  ALTERS_A_PRICE(ContractCode.ROOT),
  HIDES_A_SALE(ContractCode.RUNNING_NUMBER),
  HIDES_A_KEY_CHANGE(ContractCode.SIGNATURE),
  REORDERS(ContractCode.ENTRY),
  SENDS_ANOTHER_DEVICES_BATCH(ContractCode.SIGNATURE),
  SENDS_AN_OLD_CHECKPOINT(ContractCode.POSITION),
  LEAVES_A_GAP(ContractCode.POSITION);

  private final ContractCode code;

  BatchLie(ContractCode code) {
    this.code = code;
  }

  ContractCode code() {
    return code;
  }
}
