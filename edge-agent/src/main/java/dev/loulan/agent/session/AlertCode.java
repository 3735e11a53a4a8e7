package dev.loulan.agent.session;

import dev.loulan.journal.entry.AlertLevel;
import java.util.Locale;

/** What an agent warns of; the words stand in the journal and on the page. */
public enum AlertCode {
  /** Frames of a board are missing. */
  GAP(AlertLevel.WARNING),
  /** A board stopped sending. */
  BOARD_SILENT(AlertLevel.CRITICAL),
  /** A board began a new stream: it restarted, and what it saw before is lost. */
  BOARD_RESTARTED(AlertLevel.WARNING),
  /** The door has been open for too long. */
  DOOR_LEFT_OPEN(AlertLevel.WARNING),
  /** A plate's value has not changed for long, or never: its cell or wire is broken. */
  PLATE_STUCK(AlertLevel.CRITICAL),
  /** A plate reads the end of its range: too heavy a load, or a broken cell. */
  PLATE_SATURATED(AlertLevel.CRITICAL),
  /** A plate is too noisy to tell the lightest product on it. */
  PLATE_NOISY(AlertLevel.WARNING),
  /** Two plates have exchanged their levels since the last boot: their wires are swapped. */
  PLATES_SWAPPED(AlertLevel.CRITICAL),
  /** Deliveries weigh more or less on a plate than their goods should. */
  PLATE_NEEDS_CALIBRATION(AlertLevel.WARNING),
  /** A session had no end and was ended from the plates' levels. */
  SESSION_TAKEN_UP(AlertLevel.INFO),
  /** A board sent bytes that are no frame, or a frame that is not allowed there. */
  FRAME_REFUSED(AlertLevel.WARNING),
  /** A board's name was taken over by another connection. */
  BOARD_TAKEN_OVER(AlertLevel.WARNING),
  /** A message was no frame. */
  MALFORMED_FRAME(AlertLevel.WARNING),
  /** A document or setting from the server was refused. */
  DOCUMENT_REFUSED(AlertLevel.CRITICAL),
  /** No planogram has taken effect yet, so nothing can be sold. */
  NO_PLANOGRAM(AlertLevel.WARNING),
  /** The clock is not known to be right, so no day is closed. */
  CLOCK_UNTRUSTED(AlertLevel.WARNING),
  /** The broker is away. */
  BROKER_AWAY(AlertLevel.WARNING),
  /** The server is away. */
  SERVER_AWAY(AlertLevel.WARNING),
  /** The server refuses what the journal holds. */
  SYNC_REFUSED(AlertLevel.CRITICAL),
  /** The server has seen entries that this journal does not hold: an old copy was put back. */
  SET_BACK(AlertLevel.CRITICAL),
  /** A boot found entries that no checkpoint covers and put them into a file of their own. */
  SET_ASIDE(AlertLevel.CRITICAL),
  /** Raw samples around a step could not be kept. */
  EVIDENCE(AlertLevel.WARNING),
  /** Little room is left on the disk. */
  DISK_LOW(AlertLevel.WARNING),
  /** Space gets short: raw windows are shed. */
  STORE_SHORT(AlertLevel.WARNING),
  /** Only the reserve is left: the shelf is locked. */
  STORE_FULL(AlertLevel.CRITICAL),
  /** The disk takes long for a commit: nothing is confirmed meanwhile. */
  JOURNAL_SLOW(AlertLevel.CRITICAL),
  /** The signing key cannot be reached: nothing is confirmed meanwhile. */
  SIGNER_AWAY(AlertLevel.CRITICAL),
  /** Old entries could not be archived. */
  ARCHIVE(AlertLevel.WARNING),
  /** The shelf was opened although it is locked. */
  OPENED_LOCKED(AlertLevel.CRITICAL),
  /** The journal cannot be written: nothing is sold. */
  JOURNAL(AlertLevel.CRITICAL);

  private final AlertLevel level;

  AlertCode(AlertLevel level) {
    this.level = level;
  }

  public AlertLevel level() {
    return level;
  }

  /** The constant's name in lower case with dashes. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
