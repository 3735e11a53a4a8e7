package dev.loulan.server.http;

import dev.loulan.contract.ContractCode;

/** The HTTP status of each outcome of the contract. */
public final class ContractStatus {
  private ContractStatus() {}

  public static int of(ContractCode code) {
    return switch (code) {
      case OK -> 200;
      case MALFORMED, TERMS_INVALID -> 400;
      case NOT_AUTHORISED, REVOKED -> 403;
      case UNKNOWN_FUNCTION,
          UNKNOWN_PARTY,
          UNKNOWN_AGREEMENT,
          UNKNOWN_DEVICE,
          UNKNOWN_SALE,
          UNKNOWN_DAY,
          UNKNOWN_DISPUTE,
          UNKNOWN_PAYOUT ->
          404;
      case PARTY_DIFFERS,
          AGREEMENT_DIFFERS,
          AGREEMENT_OVERLAPS,
          KEY_DIFFERS,
          CONFIGURED,
          STATE_NEWER,
          BILL_DIFFERS,
          BANK_STATEMENT_DIFFERS,
          ADJUSTED_BEFORE,
          ADJUSTMENT_DIFFERS,
          CONTEST_LATE,
          DISPUTED_BEFORE,
          PAYOUT_DIFFERS,
          PAYOUT_NOT_DUE,
          DAY_OPEN,
          POSITION,
          FORK,
          EPOCH_PARENT,
          BATCH_DIFFERS ->
          409;
      case PROOF,
          SIGNATURE_NOT_OF_PARTY,
          NOT_A_PARTY_OF_AGREEMENT,
          SIGNATURE,
          ROOT,
          ENTRY,
          KEY_CHANGE,
          RUNNING_NUMBER,
          COUNTER,
          CLOCK_SIMULATED,
          DAY_CLOSE ->
          422;
    };
  }
}
