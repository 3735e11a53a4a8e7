package dev.loulan.journal;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import java.util.random.RandomGenerator;

/**
 * Where blinding values, epoch and boot ids come from: {@code new SecureRandom()} on a device, a
 * seeded generator in simulated runs. One thread.
 */
public final class IdSource {

  private final RandomGenerator random;

  public IdSource(RandomGenerator random) {
    this.random = random;
  }

  public EpochId epoch() {
    return new EpochId(bytes(16));
  }

  public Bytes boot() {
    return bytes(8);
  }

  public Bytes blind() {
    return bytes(16);
  }

  private Bytes bytes(int length) {
    byte[] value = new byte[length];
    random.nextBytes(value);
    return Bytes.owning(value);
  }
}
