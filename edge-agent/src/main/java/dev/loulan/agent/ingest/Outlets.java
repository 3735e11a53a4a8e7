package dev.loulan.agent.ingest;

import dev.loulan.agent.session.Opening;
import dev.loulan.agent.session.SessionNotice;
import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Tender;
import org.jspecify.annotations.Nullable;

/** Where effects go besides the journal. Called by the loop's thread; must not block for long. */
public interface Outlets {

  /** Frames of the board up to this one were taken in. */
  void consumed(String board, long stream, long sequence);

  /** Something durable happened that others should know. */
  void notice(SessionNotice notice);

  /** Keeps the raw samples around a step. */
  void keepEvidence(Bytes sha256, Bytes window);

  /** Keeps what the next boot needs besides the journal; durable when it returns. */
  void keepShelf(@Nullable Tender tender, @Nullable Opening opening);

  /** Something is wrong; it is in the journal, or will be. */
  void alert(Alert alert);

  /** A plate was calibrated, and it is in the journal: of matter only to who shows alerts. */
  default void calibrated(String plate) {}

  /** The journal has a new checkpoint; any thread may say so. */
  void committed();
}
