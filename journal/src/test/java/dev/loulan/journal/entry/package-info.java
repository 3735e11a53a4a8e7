/** Tests of {@code dev.loulan.journal.entry}. */
@NullMarked
package dev.loulan.journal.entry;

import org.jspecify.annotations.NullMarked;
