/**
 * The word {@code board}: a simulated shelf board beside a real agent. Enter at {@link
 * dev.loulan.cli.board.BoardWord}. One thread.
 */
@NullMarked
package dev.loulan.cli.board;

import org.jspecify.annotations.NullMarked;
