package dev.loulan.journal.entry;

/**
 * What a plate weighed at rest.
 *
 * @param plate {@code board/plate}
 */
public record PlateWeight(String plate, long weightMg) {}
