@NullMarked
package dev.loulan.simulation.word;

import org.jspecify.annotations.NullMarked;
