/**
 * The program on a shelf's controller: reads its settings, puts the parts together and stops them.
 *
 * <p>Enter at {@link dev.loulan.agent.AgentMain}. The decisions are in {@code session}; here is
 * only wiring.
 */
@NullMarked
package dev.loulan.agent;

import org.jspecify.annotations.NullMarked;
