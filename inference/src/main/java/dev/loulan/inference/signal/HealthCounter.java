package dev.loulan.inference.signal;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.signal.PlateHealth.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what is wrong with one plate. Allocates nothing while counting. */
final class HealthCounter {
  private static final int STUCK_SAMPLES = 300;
  private static final long STUCK_MICROS = 10_000_000;
  private static final int SATURATED_SAMPLES = 30;
  private static final long SATURATED_MICROS = 2_000_000;

  /** From the last value before it; no noise does this, and no hand without a value between. */
  private static final int JUMP_MG = 1_000_000;

  private static final class Tally {
    private long count;
    private long lastMicros;
  }

  private final PlateId plate;
  private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
  private int lowestMg = Integer.MAX_VALUE;
  private int highestMg = Integer.MIN_VALUE;
  private int jumpMg;
  private long sameSamples;
  private long sameSinceMicros;

  HealthCounter(PlateId plate) {
    this.plate = plate;
    for (Kind kind : Kind.values()) {
      tallies.put(kind, new Tally());
    }
  }

  void count(Kind kind, long atMicros) {
    Tally tally = tallies.get(kind);
    if (tally != null) {
      tally.count++;
      tally.lastMicros = atMicros;
    }
  }

  /** A further sample. */
  void value(long atMicros, int mg, int lastMg) {
    boolean first = lowestMg > highestMg;
    if (mg != lastMg || first) {
      jumpMg = first ? 0 : Math.abs(mg - lastMg);
      sameSamples = 0;
      lowestMg = Math.min(lowestMg, mg);
      highestMg = Math.max(highestMg, mg);
      return;
    }
    if (sameSamples == 0) {
      sameSinceMicros = atMicros;
    }
    sameSamples++;
    long same = atMicros - sameSinceMicros;
    boolean atAnEnd = jumpMg >= JUMP_MG && (mg == lowestMg || mg == highestMg);
    if (atAnEnd) {
      countOnce(Kind.SATURATED, atMicros, same, SATURATED_SAMPLES, SATURATED_MICROS);
    } else {
      Kind kind = mg == 0 ? Kind.DEAD : Kind.STUCK;
      countOnce(kind, atMicros, same, STUCK_SAMPLES, STUCK_MICROS);
    }
  }

  private void countOnce(Kind kind, long atMicros, long sameMicros, int samples, long micros) {
    if (sameSamples == samples) {
      if (sameMicros < micros) {
        sameSamples--;
      } else {
        count(kind, atMicros);
      }
    }
  }

  /** All kinds seen, in the order of their declaration. */
  List<PlateHealth> list() {
    List<PlateHealth> found = new ArrayList<>();
    tallies.forEach((kind, tally) -> {
      if (tally.count > 0) {
        found.add(new PlateHealth(plate, kind, tally.count, tally.lastMicros));
      }
    });
    return found;
  }
}
