package dev.loulan.agent.merge;

/**
 * A frame of a board on its way into the merge.
 *
 * @param stream names the run of sequence numbers
 * @param sequence counts from 1 within the stream
 * @param atMicros event time of its first content
 * @param untilMicros nothing before this time follows from the board
 * @param last whether the board's feed ends with it
 */
public record BoardFrame<T>(
    String board,
    long stream,
    long sequence,
    long atMicros,
    long untilMicros,
    boolean last,
    T content) {}
