/** The server's own classes over memory, and the people who work with it. One thread. */
@NullMarked
package dev.loulan.simulation.server;

import org.jspecify.annotations.NullMarked;
