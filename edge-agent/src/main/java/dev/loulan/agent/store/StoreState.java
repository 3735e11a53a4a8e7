package dev.loulan.agent.store;

/**
 * How the journal's place is, for pages and status.
 *
 * @param daysLeft whole days until the shelf is locked for want of space
 * @param locked whether nobody may open a session now
 */
public record StoreState(StoreSpace space, long daysLeft, boolean locked) {}
