/**
 * What everything in a simulated run shares: time, chance, faults and the history of what happened.
 * One thread.
 */
@NullMarked
package dev.loulan.simulation.world;

import org.jspecify.annotations.NullMarked;
