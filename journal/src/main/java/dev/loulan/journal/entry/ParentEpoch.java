package dev.loulan.journal.entry;

/**
 * The last state of the epoch before, as far as the device knows.
 *
 * @param size number of entries
 * @param root RFC 6962 root at that size
 * @param ledgerNo entries the ledger acts on, so far
 * @param sales sales so far
 * @param reviews reviews opened so far
 * @param grossMinor sum of the sales so far in minor units
 */
public record ParentEpoch(
    EpochId epoch,
    long size,
    Bytes root,
    long ledgerNo,
    long sales,
    long reviews,
    long grossMinor) {

  public ParentEpoch {
    Check.positive("size", size);
    Check.length("root", root, 32);
  }
}
