/** Tests of the words about journals. */
@NullMarked
package dev.loulan.cli.journal;

import org.jspecify.annotations.NullMarked;
