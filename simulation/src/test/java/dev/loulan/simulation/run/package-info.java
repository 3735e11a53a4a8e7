@NullMarked
package dev.loulan.simulation.run;

import org.jspecify.annotations.NullMarked;
