package dev.loulan.agent.session;

import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Tender;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be done, in this order; the next only after the one before is done. */
public sealed interface Effect {

  /**
   * Append entries in one call, so that they become durable together or not at all.
   *
   * @param forced whether they must be durable before the next effect
   */
  record Append(long atMicros, boolean timeTrusted, List<Body> bodies, boolean forced)
      implements Effect {
    public Append {
      bodies = List.copyOf(bodies);
    }
  }

  /** Tell others. */
  record Notify(SessionNotice notice) implements Effect {}

  /** All frames of the board up to this sequence are taken in. */
  record Consumed(String board, long stream, long sequence) implements Effect {}

  /** Keep the raw samples around a step; they may be lost without harm to the books. */
  record KeepEvidence(Bytes sha256, Bytes window) implements Effect {}

  /**
   * Keep what the next boot needs besides the journal, durably.
   *
   * @param tender authorised for the next session
   * @param opening of the session that is open
   */
  record KeepShelf(@Nullable Tender tender, @Nullable Opening opening) implements Effect {}
}
