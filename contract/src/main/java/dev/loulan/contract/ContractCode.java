package dev.loulan.contract;

/** Every outcome by name. The names are part of the contract's interface and never change. */
public enum ContractCode {
  OK,
  // Malformed or unauthorised calls: a ContractException, nothing is written.
  UNKNOWN_FUNCTION,
  MALFORMED,
  NOT_AUTHORISED,
  UNKNOWN_PARTY,
  UNKNOWN_AGREEMENT,
  UNKNOWN_DEVICE,
  UNKNOWN_SALE,
  UNKNOWN_DAY,
  PARTY_DIFFERS,
  PROOF,
  SIGNATURE_NOT_OF_PARTY,
  NOT_A_PARTY_OF_AGREEMENT,
  AGREEMENT_DIFFERS,
  AGREEMENT_OVERLAPS,
  TERMS_INVALID,
  KEY_DIFFERS,
  CONFIGURED,
  BILL_DIFFERS,
  ADJUSTED_BEFORE,
  ADJUSTMENT_DIFFERS,
  DAY_OPEN,
  // Batches that fail verification: a Reply with status REFUSED and a record on the ledger.
  REVOKED,
  POSITION,
  FORK,
  SIGNATURE,
  ROOT,
  ENTRY,
  RUNNING_NUMBER,
  COUNTER,
  EPOCH_PARENT,
  CLOCK_SIMULATED,
  DAY_CLOSE,
  KEY_CHANGE,
  BATCH_DIFFERS
}
