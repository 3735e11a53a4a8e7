package dev.loulan.journal.verify;

/**
 * Something that must not be.
 *
 * @param epoch hexadecimal; empty when it concerns the file as a whole
 * @param entry sequence number in the epoch; of several possible ones the first
 * @param what a sentence for people
 */
public record Fault(Code code, String epoch, long entry, String what) {

  /** Kinds of faults; the names are fixed, scripts read them. */
  public enum Code {
    /** The storage engine cannot read the file, or its structure is broken. */
    STORE_DAMAGED,
    /** Bytes are no entry of a known version, type and form. */
    ENTRY_FORMAT,
    /** An entry stands at another place than it says. */
    ENTRY_ORDER,
    /** Entries are missing. */
    ENTRY_MISSING,
    /** An entry belongs to another epoch or device. */
    ENTRY_FOREIGN,
    /** A running counter, a sum or a day close does not follow from what came before. */
    COUNTER,
    /** A sale or review names evidence that is no earlier weight step. */
    EVIDENCE,
    /** A kept window of samples is not the one that the entry names. */
    WINDOW,
    /** Tables, columns or versions of the file are not those of the format. */
    STORE_FORMAT,
    /** Entries are not those that were signed. */
    ROOT,
    /** A checkpoint is not signed by the device's key. */
    CHECKPOINT_SIGNATURE,
    /** Entries are under no checkpoint. */
    UNCOVERED,
    /** An epoch does not begin as it must, or names another parent than the epoch before. */
    EPOCH,
    /** A key change without the new key's consent, or another key than the trusted one. */
    KEY,
    /** What is kept for speed is not what the entries make. */
    TILE,
    /** The log does not extend the checkpoint it was compared with. */
    NOT_EXTENDED
  }
}
