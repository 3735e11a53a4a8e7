/**
 * The shopper's session: merged board events in, journal entries and notices out.
 *
 * <p>Enter at {@link dev.loulan.agent.session.ShelfMachine}. It is deterministic: no clock, no
 * random, no I/O; what it decides depends only on what the journal said at the start and on the
 * inputs, in their order. One thread steps it and carries out the effects in their order.
 */
@NullMarked
package dev.loulan.agent.session;

import org.jspecify.annotations.NullMarked;
