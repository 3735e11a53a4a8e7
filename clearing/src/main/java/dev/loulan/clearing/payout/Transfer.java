package dev.loulan.clearing.payout;

/**
 * One payment of an order.
 *
 * @param endToEndId comes back in the bank's answers; unique for ever, for the ledger pays it once
 * @param role in which the party is owed the amount
 * @param amountMinor above 0
 */
public record Transfer(
    String endToEndId, String role, String partyId, Account payee, long amountMinor) {

  /** Checks id and amount. */
  public Transfer {
    if (!endToEndId.matches("[A-Za-z0-9._-]{1,35}")) {
      throw new IllegalArgumentException("'" + endToEndId + "' cannot be an end-to-end id");
    }
    if (amountMinor < 1) {
      throw new IllegalArgumentException("A transfer is above 0, found " + amountMinor);
    }
  }
}
