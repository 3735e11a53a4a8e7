package dev.loulan.sync.intake;

/** Why a segment was not taken; the names go over the wire. */
public enum IntakeCode {
  /** Not a segment, or beyond its bounds. */
  SEGMENT,
  TOO_LARGE,
  /** The device has registered no journal key. */
  KEY_UNKNOWN,
  KEY_DIFFERS,
  /**
   * The segment does not begin where the server is; the answer names the position to go on from.
   */
  POSITION,
  /** The device signed other entries before: a clone, or a changed journal. */
  FORK,
  /** The device goes on from less than it had signed, and the ledger does not know that state. */
  SET_BACK,
  /** The device forked or was set back; a person must release it. */
  QUARANTINED,
  SIGNATURE,
  ROOT,
  ENTRY,
  COUNTER,
  EPOCH_PARENT,
  /** A change of the journal key that not both keys signed. */
  KEY_CHANGE,
  CLOCK_SIMULATED
}
