package dev.loulan.bridge.frame;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The first bytes of a frame, enough to know where it ends. */
record FrameHeader(FrameType type, int bodyBytes, long sequence, int boardBytes) {

  int frameBytes() {
    return FrameCodec.FIXED_BYTES + boardBytes + bodyBytes + FrameCodec.CRC_BYTES;
  }

  /**
   * Reads the header at the buffer's position without moving it.
   *
   * @return null when more bytes are needed; what is there already is checked all the same
   * @throws FrameException when these bytes can begin no frame
   */
  static @Nullable FrameHeader read(ByteBuffer in) throws FrameException {
    int at = in.position();
    int there = in.remaining();
    if (there >= 2 && (in.getShort(at) & 0xffff) != FrameCodec.MAGIC) {
      throw new FrameException(
          RefuseCode.MAGIC_OR_VERSION,
          String.format("A frame begins with 4c45, found %04x", in.getShort(at) & 0xffff));
    }
    if (there >= 3 && in.get(at + 2) != FrameCodec.VERSION) {
      throw new FrameException(
          RefuseCode.MAGIC_OR_VERSION,
          "Frames of version 1 are known here, found version " + (in.get(at + 2) & 0xff));
    }
    if (there < FrameCodec.FIXED_BYTES) {
      return null;
    }
    int code = in.get(at + 3) & 0xff;
    FrameType type =
        FrameType.of(code)
            .orElseThrow(
                () -> new FrameException(RefuseCode.TYPE, "No frame has type " + code + " here"));
    long bodyBytes = in.getInt(at + 4) & 0xffff_ffffL;
    int boardBytes = in.get(at + 12) & 0xff;
    if (bodyBytes > FrameRules.MAX_BODY_BYTES) {
      throw new FrameException(
          RefuseCode.LENGTH, "A frame's body has at most 65,536 bytes, found " + bodyBytes);
    }
    if (boardBytes < 1 || boardBytes > FrameRules.MAX_BOARD_BYTES) {
      throw new FrameException(
          RefuseCode.LENGTH, "A board's name has 1 to 32 bytes, found " + boardBytes);
    }
    return new FrameHeader(type, (int) bodyBytes, in.getInt(at + 8) & 0xffff_ffffL, boardBytes);
  }
}
