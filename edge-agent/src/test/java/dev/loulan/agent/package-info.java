/** Tests of the agent as a whole. */
@NullMarked
package dev.loulan.agent;

import org.jspecify.annotations.NullMarked;
