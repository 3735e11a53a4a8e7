/**
 * The programs that a word starts beside itself. None outlives its starter, even when that is
 * killed.
 *
 * <p>Enter at {@link dev.loulan.cli.process.Child}. Any thread may call.
 */
@NullMarked
package dev.loulan.cli.process;

import org.jspecify.annotations.NullMarked;
