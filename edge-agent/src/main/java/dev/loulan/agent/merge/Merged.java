package dev.loulan.agent.merge;

/**
 * A frame whose turn has come.
 *
 * @param atMicros the time that decided its turn; never before that of the board's frame before it
 * @param shiftMicros how far that is ahead of the board's own clock, because the clock went back
 * @param missingBefore sequence numbers of the board that are missing just before it
 */
public record Merged<T>(BoardFrame<T> frame, long atMicros, long shiftMicros, long missingBefore) {}
