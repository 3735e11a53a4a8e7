package dev.loulan.bridge.frame;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads frames from a blocking stream. */
public final class FrameReader {

  private FrameReader() {}

  /**
   * Waits for the next frame.
   *
   * @return null when the stream ends, be it between two frames or within one
   * @throws FrameException when the bytes are no frame; nothing after them can be read
   */
  public static @Nullable Frame read(InputStream in) throws IOException, FrameException {
    byte[] fixed = in.readNBytes(FrameCodec.FIXED_BYTES);
    FrameHeader header = FrameHeader.read(ByteBuffer.wrap(fixed));
    if (header == null) {
      return null;
    }
    int rest = header.frameBytes() - fixed.length;
    byte[] frame = Arrays.copyOf(fixed, header.frameBytes());
    return in.readNBytes(frame, fixed.length, rest) < rest ? null : FrameCodec.decode(frame);
  }
}
