/**
 * The board's end of the wire: what the simulator, a replay and a device on the controller itself
 * use to bring frames to a bridge.
 *
 * <p>Enter at {@link dev.loulan.bridge.client.BoardClient}. Each {@link
 * dev.loulan.bridge.client.BoardFeed} is used by one thread at a time; different feeds of one
 * client may be used by different threads.
 */
@NullMarked
package dev.loulan.bridge.client;

import org.jspecify.annotations.NullMarked;
