/** Tests of {@code dev.loulan.journal.checkpoint}. */
@NullMarked
package dev.loulan.journal.checkpoint;

import org.jspecify.annotations.NullMarked;
