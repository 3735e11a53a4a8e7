package dev.loulan.journal;

import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.EpochId;
import java.util.Optional;

/**
 * Keeps what the server has cosigned, apart from the journal because it is no part of what the
 * device says. Losing it costs time, nothing else. One thread.
 */
public interface CosignedStore extends AutoCloseable {

  /** Keeps the highest cosigned checkpoint of an epoch; a smaller one changes nothing. */
  void put(SignedNote cosigned);

  /** The highest cosigned checkpoint of an epoch. */
  Optional<SignedNote> highest(EpochId epoch);

  @Override
  void close();
}
