package dev.loulan.journal.entry;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Bytes that do not change: hashes, keys, signatures, ids. */
public final class Bytes {

  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  /** A copy of the given bytes. */
  public static Bytes of(byte[] value) {
    return new Bytes(value.clone());
  }

  /** Takes the array over without a copy: the caller must not touch it again. */
  public static Bytes owning(byte[] value) {
    return new Bytes(value);
  }

  /**
   * Reads hexadecimal digits.
   *
   * @throws IllegalArgumentException when the text is not hexadecimal
   */
  public static Bytes ofHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex));
  }

  /**
   * Reads standard base64 with padding.
   *
   * @throws IllegalArgumentException when the text is not standard base64
   */
  public static Bytes ofBase64(String base64) {
    return new Bytes(Base64.getDecoder().decode(base64));
  }

  public int length() {
    return value.length;
  }

  /** A copy. */
  public byte[] toArray() {
    return value.clone();
  }

  /** Feeds these bytes to a digest, without a copy. */
  public void update(MessageDigest digest) {
    digest.update(value);
  }

  public String hex() {
    return HexFormat.of().formatHex(value);
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /** Hexadecimal. */
  @Override
  public String toString() {
    return hex();
  }
}
