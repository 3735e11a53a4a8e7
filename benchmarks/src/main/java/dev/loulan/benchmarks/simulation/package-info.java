/** How fast the simulation runs. */
@NullMarked
package dev.loulan.benchmarks.simulation;

import org.jspecify.annotations.NullMarked;
