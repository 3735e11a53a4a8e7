@NullMarked
package dev.loulan.simulation.server;

import org.jspecify.annotations.NullMarked;
