/**
 * Builds a world from one seed, lets it pass and says what broke. Enter at {@link
 * dev.loulan.simulation.run.Simulation}. A run belongs to one thread; runs share nothing.
 */
@NullMarked
package dev.loulan.simulation.run;

import org.jspecify.annotations.NullMarked;
