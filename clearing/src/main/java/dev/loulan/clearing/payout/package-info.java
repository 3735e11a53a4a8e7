/**
 * Orders to a licensed payer: what is due to whom, released by two people, sent once, read back. We
 * instruct and hold no money. Enter at {@link dev.loulan.clearing.payout.Payout} and {@link
 * dev.loulan.clearing.payout.Pain001}. All values are immutable.
 */
@NullMarked
package dev.loulan.clearing.payout;

import org.jspecify.annotations.NullMarked;
