package dev.loulan.bridge.client;

/**
 * What a client has counted.
 *
 * @param frames frames given to it, over all boards
 * @param acknowledged frames that the agent consumed
 * @param connections connections made; all but the first are reconnects
 * @param refusals times that the bridge refused
 */
public record ClientMetrics(long frames, long acknowledged, long connections, long refusals) {}
