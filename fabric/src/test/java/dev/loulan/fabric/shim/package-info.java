/**
 * The rules of the contract on the chaincodes themselves, without a peer. Enter at {@link
 * dev.loulan.fabric.shim.ShimLedger}.
 */
@NullMarked
package dev.loulan.fabric.shim;

import org.jspecify.annotations.NullMarked;
