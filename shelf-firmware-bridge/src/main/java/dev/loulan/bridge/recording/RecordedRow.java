package dev.loulan.bridge.recording;

import dev.loulan.domain.planogram.PlateId;
import java.util.List;

/**
 * One moment of one board.
 *
 * @param board number of the gondola as text
 * @param plates the plates of the board, the same list for every row of it
 * @param weightsMg one weight for each plate in milligrams, {@link #MISSING} where the cell is
 *     blank; owned by the receiver
 */
// An array, because a list would box each of the weights that stream by.
@SuppressWarnings("ArrayRecordComponent")
public record RecordedRow(String board, long atMicros, List<PlateId> plates, int[] weightsMg) {
  /** A cell without a reading. */
  public static final int MISSING = Integer.MIN_VALUE;
}
