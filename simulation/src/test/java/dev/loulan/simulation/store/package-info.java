@NullMarked
package dev.loulan.simulation.store;

import org.jspecify.annotations.NullMarked;
