package dev.loulan.simulation.server;

import java.util.List;

/**
 * A price list that the operator signed for a device.
 *
 * @param minor by the product's number
 */
public record PriceList(long version, long fromMicros, List<Long> minor) {}
