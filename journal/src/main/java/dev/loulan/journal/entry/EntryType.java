package dev.loulan.journal.entry;

/** The kinds of entries, with their number in the format and what the journal does with them. */
public enum EntryType implements Coded {
  EPOCH_OPENED(1, true, true),
  BOOT(2, true, false),
  TIME_ANCHOR(3, false, false),
  SESSION_OPENED(4, false, false),
  SESSION_CLOSED(5, false, false),
  DOOR(6, false, false),
  WEIGHT_STEP(7, false, false),
  SCAN(8, false, false),
  SALE(9, true, true),
  REVIEW_OPENED(10, true, true),
  RESTOCK(11, true, false),
  PRICE_VERSION(12, true, false),
  PLANOGRAM_VERSION(13, true, false),
  CALIBRATION(14, false, false),
  CONFIGURATION(15, false, false),
  ALERT(16, false, false),
  HEARTBEAT(17, false, false),
  DAY_CLOSE(18, true, true),
  KEY_CHANGE(19, true, true),
  SIGNER_DOWN(20, false, false),
  SIGNER_UP(21, false, false);

  private final int code;
  private final boolean onLedger;
  private final boolean forcesCommit;

  EntryType(int code, boolean onLedger, boolean forcesCommit) {
    this.code = code;
    this.onLedger = onLedger;
    this.forcesCommit = forcesCommit;
  }

  @Override
  public int code() {
    return code;
  }

  /** Whether the ledger acts on it: it carries a {@link Header#ledgerNo} and is never left out. */
  public boolean onLedger() {
    return onLedger;
  }

  /** Whether it is durable before the call that appends it returns; others ride along. */
  public boolean forcesCommit() {
    return forcesCommit;
  }
}
