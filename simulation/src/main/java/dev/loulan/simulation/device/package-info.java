/**
 * A controller: its disk, its clock, and the agent's own classes as one process on it. One thread.
 */
@NullMarked
package dev.loulan.simulation.device;

import org.jspecify.annotations.NullMarked;
