package dev.loulan.journal.entry;

/**
 * The signing key is back.
 *
 * @param downMicros how long it was away
 * @param entries how many entries waited for a checkpoint
 */
public record SignerUp(long downMicros, long entries) implements Body {

  @Override
  public EntryType type() {
    return EntryType.SIGNER_UP;
  }
}
