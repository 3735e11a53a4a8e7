package dev.loulan.inference.session;

import dev.loulan.domain.Gtin;

/**
 * A possible outcome for one product.
 *
 * @param quantity units taken and not put back
 * @param probabilityPpm posterior probability in parts per million
 */
public record Candidate(Gtin gtin, int quantity, int probabilityPpm) {}
