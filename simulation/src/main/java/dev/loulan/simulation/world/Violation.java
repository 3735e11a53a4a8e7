package dev.loulan.simulation.world;

/**
 * Something that must hold did not.
 *
 * @param invariant its name
 * @param at true time, RFC 3339
 * @param what in words, with the ids
 */
public record Violation(String invariant, String at, String what) {}
