/** Tests of {@code dev.loulan.journal.merkle}. */
@NullMarked
package dev.loulan.journal.merkle;

import org.jspecify.annotations.NullMarked;
