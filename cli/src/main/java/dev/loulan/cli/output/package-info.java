/**
 * What a word shows: sentences and tables in the language of {@code LANG}, or one JSON object.
 *
 * <p>Enter at {@link dev.loulan.cli.output.Output} and {@link dev.loulan.cli.output.Messages}. Any
 * thread may call.
 */
@NullMarked
package dev.loulan.cli.output;

import org.jspecify.annotations.NullMarked;
