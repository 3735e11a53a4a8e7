/** The split held against the oracle. */
@NullMarked
package dev.loulan.testkit.oracle;

import org.jspecify.annotations.NullMarked;
