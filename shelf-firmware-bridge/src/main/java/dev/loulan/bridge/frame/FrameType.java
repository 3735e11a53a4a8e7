package dev.loulan.bridge.frame;

import java.util.Optional;

/** The kinds of frames and their codes on the wire. */
public enum FrameType {
  HELLO(1),
  SAMPLES(2),
  DOOR(3),
  SCAN(4),
  TENDER(5),
  ALIVE(6),
  END(7),
  ACK(16),
  REFUSE(17);

  private final int code;

  FrameType(int code) {
    this.code = code;
  }

  /** The byte that stands for this type on the wire. */
  public int code() {
    return code;
  }

  static Optional<FrameType> of(int code) {
    for (FrameType type : values()) {
      if (type.code == code) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
