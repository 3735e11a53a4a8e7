package dev.loulan.bridge.frame;

import dev.loulan.bridge.frame.Frame.Ack;
import dev.loulan.bridge.frame.Frame.Alive;
import dev.loulan.bridge.frame.Frame.Door;
import dev.loulan.bridge.frame.Frame.End;
import dev.loulan.bridge.frame.Frame.Hello;
import dev.loulan.bridge.frame.Frame.Refuse;
import dev.loulan.bridge.frame.Frame.Samples;
import dev.loulan.bridge.frame.Frame.Scan;
import dev.loulan.bridge.frame.Frame.Tender;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Frames to bytes and back; all integers are big-endian.
 *
 * <table>
 * <caption>A frame</caption>
 * <tr><td>0</td><td>2</td><td>magic {@code 4C 45}</td></tr>
 * <tr><td>2</td><td>1</td><td>version 1; any other is refused</td></tr>
 * <tr><td>3</td><td>1</td><td>{@link FrameType}; an unknown one is refused</td></tr>
 * <tr><td>4</td><td>4</td><td>bytes of the body, at most 65,536</td></tr>
 * <tr><td>8</td><td>4</td><td>sequence</td></tr>
 * <tr><td>12</td><td>1 + n</td><td>board</td></tr>
 * <tr><td>13 + n</td><td>length</td><td>body</td></tr>
 * <tr><td>13 + n + length</td><td>4</td><td>CRC-32C over all before it</td></tr>
 * </table>
 */
public final class FrameCodec {

  /** The only version there is. */
  public static final int VERSION = 1;

  static final int MAGIC = 0x4c45;
  static final int FIXED_BYTES = 13;
  static final int CRC_BYTES = 4;

  /** The longest frame there can be. */
  public static final int MAX_FRAME_BYTES =
      FIXED_BYTES + FrameRules.MAX_BOARD_BYTES + FrameRules.MAX_BODY_BYTES + CRC_BYTES;

  private FrameCodec() {}

  /**
   * Writes a frame.
   *
   * @throws IllegalArgumentException when its body would be longer than 65,536 bytes
   */
  public static byte[] encode(Frame frame) {
    byte[] body = BodyWriter.write(frame);
    if (body.length > FrameRules.MAX_BODY_BYTES) {
      throw new IllegalArgumentException(
          "A frame's body has at most 65,536 bytes, found " + body.length);
    }
    byte[] board = frame.board().getBytes(StandardCharsets.US_ASCII);
    int length = FIXED_BYTES + board.length + body.length + CRC_BYTES;
    ByteBuffer out = ByteBuffer.allocate(length);
    out.putShort((short) MAGIC).put((byte) VERSION).put((byte) frame.type().code());
    out.putInt(body.length).putInt((int) frame.sequence());
    out.put((byte) board.length).put(board).put(body);
    out.putInt(crc(out.array(), length - CRC_BYTES));
    return out.array();
  }

  /**
   * Reads one frame that fills the array.
   *
   * @throws FrameException when the bytes are no frame, or not exactly one
   */
  public static Frame decode(byte[] bytes) throws FrameException {
    FrameHeader header = FrameHeader.read(ByteBuffer.wrap(bytes));
    if (header == null || header.frameBytes() != bytes.length) {
      throw new FrameException(
          RefuseCode.LENGTH,
          "The frame says that it has "
              + (header == null ? "at least " + FIXED_BYTES : header.frameBytes())
              + " bytes, found "
              + bytes.length);
    }
    checkCrc(bytes);
    try {
      return body(header, bytes);
    } catch (IllegalArgumentException e) {
      throw new FrameException(RefuseCode.BODY, String.valueOf(e.getMessage()));
    }
  }

  private static void checkCrc(byte[] bytes) throws FrameException {
    int end = bytes.length - CRC_BYTES;
    int found = ByteBuffer.wrap(bytes).getInt(end);
    int expected = crc(bytes, end);
    if (found != expected) {
      throw new FrameException(
          RefuseCode.CRC,
          String.format("The frame's CRC-32C is %08x, its bytes give %08x", found, expected));
    }
  }

  private static int crc(byte[] bytes, int end) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, end);
    return (int) crc.getValue();
  }

  private static Frame body(FrameHeader header, byte[] bytes) {
    int from = FIXED_BYTES + header.boardBytes();
    String board =
        new String(Arrays.copyOfRange(bytes, FIXED_BYTES, from), StandardCharsets.ISO_8859_1);
    long sequence = header.sequence();
    BodyReader in = new BodyReader(ByteBuffer.wrap(bytes, from, header.bodyBytes()));
    Frame frame =
        switch (header.type()) {
          case HELLO -> hello(board, in);
          case SAMPLES -> new Samples(board, sequence, in.block());
          case DOOR -> new Door(board, sequence, in.i64(), in.choice(1, 2) == 2);
          case SCAN -> new Scan(board, sequence, in.i64(), in.text());
          case TENDER -> new Tender(board, sequence, in.i64(), in.text(), in.text(), in.text());
          case ALIVE -> new Alive(board, sequence, in.i64());
          case END -> new End(board, sequence, in.i64());
          case ACK -> new Ack(board, in.u32());
          case REFUSE -> new Refuse(board, in.refuseCode(), in.text());
        };
    in.end();
    if (frame.sequence() != sequence) {
      throw new IllegalArgumentException(header.type() + " carries sequence 0, found " + sequence);
    }
    return frame;
  }

  private static Hello hello(String board, BodyReader in) {
    Frame.Clock clock = in.choice(0, 1) == 0 ? Frame.Clock.WALL : Frame.Clock.SIMULATED;
    long streamId = in.i64();
    long next = in.u32();
    Frame.DoorState door = door(in.choice(0, 3));
    return new Hello(board, clock, streamId, next, door, in.plates());
  }

  private static Frame.DoorState door(int code) {
    return switch (code) {
      case 1 -> Frame.DoorState.CLOSED;
      case 2 -> Frame.DoorState.OPEN;
      case 3 -> Frame.DoorState.NO_DOOR;
      default -> Frame.DoorState.UNKNOWN;
    };
  }
}
