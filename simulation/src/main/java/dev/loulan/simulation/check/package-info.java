/** What must hold of every run, and an independent computation of what is owed. One thread. */
@NullMarked
package dev.loulan.simulation.check;

import org.jspecify.annotations.NullMarked;
