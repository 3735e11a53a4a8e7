package dev.loulan.agent.boot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;

/** Numbers that follow from a name: SHA-256 of the name and a counter. For simulated runs only. */
public final class SeededRandom implements RandomGenerator {
  private final byte[] name;
  private long counter;

  public SeededRandom(String name) {
    this.name = name.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public long nextLong() {
    return ByteBuffer.wrap(block()).getLong();
  }

  /** The next 32 bytes. */
  public byte[] block() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(name);
      sha256.update(ByteBuffer.allocate(9).putLong(1, counter++).array());
      return sha256.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
