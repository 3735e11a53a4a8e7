/** Tests of the journal, and what they share. */
@NullMarked
package dev.loulan.journal;

import org.jspecify.annotations.NullMarked;
