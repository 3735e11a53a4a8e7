package dev.loulan.inference.signal;

import dev.loulan.domain.planogram.PlateId;

/**
 * A time in which samples of a plate are missing, so that what happened on it is not known.
 *
 * @param beginMicros end of the last plateau before the gap
 * @param endMicros first sample of the plateau after the gap
 * @param deltaMg level after minus level before; what came and went in between is not known
 * @param sigmaMg standard deviation of {@code deltaMg}
 */
public record UnknownSpan(
    PlateId plate, long beginMicros, long endMicros, long deltaMg, long sigmaMg) {}
