/**
 * What every word of {@code ./loulan} promises, asked of the command itself: each test starts it as
 * a process of its own, as a person or another program would. Enter at {@link
 * dev.loulan.acceptance.words.Loulan}. The programs must be built; nothing here builds them.
 */
@NullMarked
package dev.loulan.acceptance.words;

import org.jspecify.annotations.NullMarked;
