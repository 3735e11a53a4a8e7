/** The word {@code sim} of the command line. */
@NullMarked
package dev.loulan.simulation.word;

import org.jspecify.annotations.NullMarked;
