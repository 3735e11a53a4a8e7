package dev.loulan.clearing.payout;

import dev.loulan.domain.Currency;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;

/**
 * A payment order of one payer to its bank.
 *
 * @param messageId names the order for ever; the bank takes it once
 */
public record Order(
    String messageId, Account payer, Currency currency, LocalDate on, List<Transfer> transfers) {

  /** Checks that there is something to pay and no payment twice. */
  public Order {
    transfers = List.copyOf(transfers);
    if (!messageId.matches("[A-Za-z0-9+?/:().,'-]{1,35}")) {
      throw new IllegalArgumentException("'" + messageId + "' cannot be a message id");
    }
    if (transfers.isEmpty()) {
      throw new IllegalArgumentException("An order pays somebody");
    }
    HashSet<String> ids = new HashSet<>();
    transfers.forEach(transfer -> {
      if (!ids.add(transfer.endToEndId())) {
        throw new IllegalArgumentException(transfer.endToEndId() + " is in the order twice");
      }
    });
  }

  public long totalMinor() {
    return transfers.stream().mapToLong(Transfer::amountMinor).reduce(0L, Math::addExact);
  }
}
