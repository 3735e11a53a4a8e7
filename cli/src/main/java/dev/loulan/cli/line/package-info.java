/**
 * The whole line on one machine: broker, server, agent, and a shelf set up at them by its three
 * parties. What demo and replay have in common.
 *
 * <p>Enter at {@link dev.loulan.cli.line.Line}. One thread sets it up; any may close it.
 */
@NullMarked
package dev.loulan.cli.line;

import org.jspecify.annotations.NullMarked;
