/**
 * Takes frames from shelf boards over TCP and publishes each as one MQTT message.
 *
 * <p>Enter at {@link dev.loulan.bridge.BridgeServer}. A frame is kept until the agent says that it
 * consumed it; only then it is acknowledged to the board, so that neither a broker nor an agent
 * that is away loses anything and a fast board waits. Any thread may start, read and close a
 * bridge.
 */
@NullMarked
package dev.loulan.bridge;

import org.jspecify.annotations.NullMarked;
