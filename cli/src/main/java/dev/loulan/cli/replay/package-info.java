/**
 * The word {@code replay}: a recorded session through the whole line. Enter at {@link
 * dev.loulan.cli.replay.ReplayWord}. One thread.
 */
@NullMarked
package dev.loulan.cli.replay;

import org.jspecify.annotations.NullMarked;
