/**
 * A whole network: up, down, its state, and what is added to it while it runs. Enter at {@link
 * dev.loulan.fabric.network.Network}; one thread at a time.
 */
@NullMarked
package dev.loulan.fabric.network;

import org.jspecify.annotations.NullMarked;
