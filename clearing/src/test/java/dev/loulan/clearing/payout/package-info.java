/** Tests of {@code dev.loulan.clearing.payout}. */
@NullMarked
package dev.loulan.clearing.payout;

import org.jspecify.annotations.NullMarked;
