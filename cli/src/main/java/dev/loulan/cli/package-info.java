/**
 * The command line: which words there are, how they fail and with which exit code.
 *
 * <p>Enter at {@link dev.loulan.cli.Main}. One thread runs a word.
 */
@NullMarked
package dev.loulan.cli;

import org.jspecify.annotations.NullMarked;
