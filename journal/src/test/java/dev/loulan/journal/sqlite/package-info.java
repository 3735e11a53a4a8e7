/** Tests of {@code dev.loulan.journal.sqlite}. */
@NullMarked
package dev.loulan.journal.sqlite;

import org.jspecify.annotations.NullMarked;
