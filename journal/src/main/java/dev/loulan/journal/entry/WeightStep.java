package dev.loulan.journal.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The weight of plates changed from one plateau to the next.
 *
 * @param session null outside a session
 * @param plates names on the board, of the plates that took part
 * @param beginMicros begin in microseconds since the Unix epoch
 * @param deltaMg negative when something was taken
 * @param sigmaMg standard deviation of {@code deltaMg}
 */
public record WeightStep(
    @Nullable String session,
    String board,
    List<String> plates,
    long beginMicros,
    long endMicros,
    long deltaMg,
    long sigmaMg,
    StepKind kind)
    implements Body {

  public WeightStep {
    plates = List.copyOf(plates);
  }

  @Override
  public EntryType type() {
    return EntryType.WEIGHT_STEP;
  }
}
