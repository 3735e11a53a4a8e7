/**
 * Puts the frames of all boards into one order: by event time, then board, then sequence.
 *
 * <p>Enter at {@link dev.loulan.agent.merge.FrameMerge}. What comes out depends only on what the
 * boards sent, never on when it arrived, unless a board is excluded for being silent. One thread at
 * a time.
 */
@NullMarked
package dev.loulan.agent.merge;

import org.jspecify.annotations.NullMarked;
