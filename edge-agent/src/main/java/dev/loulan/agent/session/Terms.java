package dev.loulan.agent.session;

/**
 * Who owns a product and how it is taxed.
 *
 * @param taxBp in basis points
 */
public record Terms(String supplierId, long taxBp) {}
