@NullMarked
package dev.loulan.simulation.canary;

import org.jspecify.annotations.NullMarked;
