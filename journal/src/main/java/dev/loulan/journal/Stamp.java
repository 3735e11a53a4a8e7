package dev.loulan.journal;

/**
 * When something happened, as the caller knows it.
 *
 * @param atMicros wall or event time in microseconds since the Unix epoch
 * @param trusted whether the clock was known to be right
 * @param monotonicMicros time since boot, never moved
 */
public record Stamp(long atMicros, boolean trusted, long monotonicMicros) {}
