package dev.loulan.inference.session;

import dev.loulan.domain.planogram.PlateId;
import java.util.List;

/**
 * Steps that belong together, summed over the plates of one shelf.
 *
 * @param board the board, in a recording the gondola
 * @param plates the plates that took part, in order
 * @param beginMicros begin of the first step
 * @param endMicros end of the last step
 * @param deltaMg sum of the steps; negative when something was taken
 * @param sigmaMg standard deviation of {@code deltaMg}
 */
public record WeightEvent(
    String board,
    List<PlateId> plates,
    long beginMicros,
    long endMicros,
    long deltaMg,
    long sigmaMg,
    Kind kind) {

  /** What the weight alone says; {@code UNKNOWN} when samples are missing in between. */
  public enum Kind {
    TAKE,
    RETURN,
    UNKNOWN
  }

  public WeightEvent {
    plates = List.copyOf(plates);
    if (plates.isEmpty() || endMicros < beginMicros) {
      throw new IllegalArgumentException("A weight event has a plate and ends after it begins");
    }
  }

  /** The same as a take or a return, whatever its kind. */
  WeightEvent bySign() {
    Kind told = deltaMg < 0 ? Kind.TAKE : Kind.RETURN;
    return kind == told
        ? this
        : new WeightEvent(board, plates, beginMicros, endMicros, deltaMg, sigmaMg, told);
  }
}
