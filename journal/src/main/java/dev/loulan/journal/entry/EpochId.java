package dev.loulan.journal.entry;

/** Names an epoch: 16 random bytes, so that a device never signs one size of one log twice. */
public record EpochId(Bytes value) {

  public EpochId {
    Check.length("epoch", value, 16);
  }

  public static EpochId of(byte[] value) {
    return new EpochId(Bytes.of(value));
  }

  public static EpochId ofHex(String hex) {
    return new EpochId(Bytes.ofHex(hex));
  }

  /** 32 lower-case hexadecimal digits. */
  public String hex() {
    return value.hex();
  }

  @Override
  public String toString() {
    return hex();
  }
}
