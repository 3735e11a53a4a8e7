/**
 * Starts clearing runs: hands in bills, has a day settled, finds the days that are due. The
 * contract decides; this package only calls it. Enter at {@link dev.loulan.sync.clearing.Clearing};
 * any thread may call.
 */
@NullMarked
package dev.loulan.sync.clearing;

import org.jspecify.annotations.NullMarked;
