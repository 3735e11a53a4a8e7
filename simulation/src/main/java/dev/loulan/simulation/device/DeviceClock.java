package dev.loulan.simulation.device;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/** A device's wall clock: it drifts, jumps and may start in 1970. */
public final class DeviceClock implements InstantSource {
  private final LongSupplier trueMicros;
  private final long driftPpm;
  private long setAt;
  private long setTo;

  public DeviceClock(LongSupplier trueMicros, long driftPpm) {
    this.trueMicros = trueMicros;
    this.driftPpm = driftPpm;
    set(trueMicros.getAsLong());
  }

  /** Micros since the Unix epoch as the device sees it. */
  public long micros() {
    long since = trueMicros.getAsLong() - setAt;
    return setTo + since + since / 1_000_000 * driftPpm;
  }

  public void set(long micros) {
    setAt = trueMicros.getAsLong();
    setTo = micros;
  }

  public void jump(long byMicros) {
    set(micros() + byMicros);
  }

  /** How far it is ahead of true time. */
  public long errorMicros() {
    return micros() - trueMicros.getAsLong();
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plus(micros(), ChronoUnit.MICROS);
  }
}
