package dev.loulan.bridge.frame;

/** A frame together with the bytes in which it came, which travel on unchanged. */
public final class ReceivedFrame {

  private final Frame frame;
  private final byte[] bytes;

  /** Takes the array over; the caller does not change it any more. */
  public ReceivedFrame(Frame frame, byte[] bytes) {
    this.frame = frame;
    this.bytes = bytes;
  }

  public Frame frame() {
    return frame;
  }

  /** The bytes themselves, not a copy; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }
}
