package dev.loulan.bridge.frame;

import java.util.Optional;

/** Why a frame was refused, as it is told to the board. */
public enum RefuseCode {
  MAGIC_OR_VERSION(1),
  LENGTH(2),
  CRC(3),
  TYPE(4),
  BODY(5),
  BEFORE_HELLO(6),
  TOO_MANY_BOARDS(7);

  private final int code;

  RefuseCode(int code) {
    this.code = code;
  }

  /** The byte that stands for this code on the wire. */
  public int code() {
    return code;
  }

  static Optional<RefuseCode> of(int code) {
    for (RefuseCode refuse : values()) {
      if (refuse.code == code) {
        return Optional.of(refuse);
      }
    }
    return Optional.empty();
  }
}
