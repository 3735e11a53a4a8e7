/** Tests. */
@NullMarked
package dev.loulan.testkit.cell;

import org.jspecify.annotations.NullMarked;
