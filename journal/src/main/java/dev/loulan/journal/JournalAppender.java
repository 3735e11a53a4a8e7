package dev.loulan.journal;

import dev.loulan.journal.entry.Body;
import java.util.List;

/**
 * Takes entries for a journal. A device's goes through the {@link JournalWriter}; where one thread
 * decides everything, as in a simulation, it is the {@link Journal} itself. After a failure every
 * call throws a {@link JournalException}.
 */
public interface JournalAppender {

  /**
   * Appends entries that become durable together.
   *
   * @param durable whether they are durable when it returns; else they ride along with the next
   *     commit, unless their type forces one
   */
  void append(Stamp stamp, List<Body> bodies, boolean durable);

  /** Makes durable what was appended before; it is when it returns. */
  void commit();

  /**
   * Begins to make durable what was appended before.
   *
   * @param committed is called once it is, by any thread
   */
  void commitSoon(Runnable committed);
}
