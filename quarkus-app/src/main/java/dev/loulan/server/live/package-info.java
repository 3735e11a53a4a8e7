/**
 * What pages show while it happens: the last state that each device told, and a counter that grows
 * with every change of sales, ledger or states. Nothing here is stored. Enter at {@link
 * dev.loulan.server.live.LiveHub}; any thread may call.
 */
@NullMarked
package dev.loulan.server.live;

import org.jspecify.annotations.NullMarked;
