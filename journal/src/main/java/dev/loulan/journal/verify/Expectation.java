package dev.loulan.journal.verify;

import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.checkpoint.VerifierKey;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the caller knows beforehand.
 *
 * @param key the device's key from elsewhere; null to take the file's word
 * @param from a checkpoint kept from earlier, which the log must extend; null for none
 * @param progress is told the number of entries done, now and then
 */
public record Expectation(
    @Nullable VerifierKey key, @Nullable SignedNote from, LongConsumer progress) {

  /** Nothing is known beforehand. */
  public static final Expectation NONE = new Expectation(null, null, _ -> {});
}
