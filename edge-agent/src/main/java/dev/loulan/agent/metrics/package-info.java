/**
 * The agent's counts in the form that Prometheus reads, at {@code /q/metrics}.
 *
 * <p>Enter at {@link dev.loulan.agent.metrics.AgentMeters}. Called by Quarkus, on its threads.
 */
@NullMarked
package dev.loulan.agent.metrics;

import org.jspecify.annotations.NullMarked;
