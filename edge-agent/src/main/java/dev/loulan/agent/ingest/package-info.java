/**
 * Brings frames from the broker to the session machine and its effects to the journal, the broker
 * and the caches.
 *
 * <p>Enter at {@link dev.loulan.agent.ingest.ShelfLoop}: callbacks only put things in its bounded
 * queue; one thread works through it.
 */
@NullMarked
package dev.loulan.agent.ingest;

import org.jspecify.annotations.NullMarked;
