/** Tests of {@code dev.loulan.journal.key}. */
@NullMarked
package dev.loulan.journal.key;

import org.jspecify.annotations.NullMarked;
