package dev.loulan.contract.sales;

import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.state.Key;
import dev.loulan.journal.entry.JournalEntry;

/** Names a sale or review by its entry: {@code device:epoch(hex):seq}. */
public record EntryId(String deviceId, String epoch, long seq) {
  private static final int EPOCH_DIGITS = 32;
  private static final int MAX_SEQ_DIGITS = 15;

  public static EntryId parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3
        || !parts[1].matches("[0-9a-f]{" + EPOCH_DIGITS + "}")
        || !parts[2].matches("[0-9]{1," + MAX_SEQ_DIGITS + "}")) {
      throw new ContractException(
          ContractCode.MALFORMED, "An id is device:epoch:seq, found '" + text + "'");
    }
    return new EntryId(Key.requireId(parts[0], "device"), parts[1], Long.parseLong(parts[2]));
  }

  static String of(String deviceId, JournalEntry entry) {
    return new EntryId(deviceId, entry.header().epoch().hex(), entry.seq()).toString();
  }

  @Override
  public String toString() {
    return deviceId + ":" + epoch + ":" + seq;
  }
}
