/**
 * The frames that shelf boards and the bridge exchange, and that travel on as MQTT payloads.
 *
 * <p>The format is {@code docs/formats/firmware-frames.md}. Enter at {@link
 * dev.loulan.bridge.frame.FrameCodec} for bytes in hand and at {@link
 * dev.loulan.bridge.frame.FrameDecoder} for a Netty channel. Frames are immutable and may be shared
 * between threads; the codec keeps no state.
 */
@NullMarked
package dev.loulan.bridge.frame;

import org.jspecify.annotations.NullMarked;
