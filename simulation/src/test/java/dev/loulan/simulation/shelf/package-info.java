@NullMarked
package dev.loulan.simulation.shelf;

import org.jspecify.annotations.NullMarked;
