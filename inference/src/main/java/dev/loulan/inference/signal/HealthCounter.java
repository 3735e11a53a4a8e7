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

  private static final class Tally {
    private long count;
    private long lastMicros;
  }

  private final PlateId plate;
  private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
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

  /** A further sample, and whether it repeats the last one exactly. */
  void value(long atMicros, boolean same) {
    if (!same) {
      sameSamples = 0;
      return;
    }
    if (sameSamples == 0) {
      sameSinceMicros = atMicros;
    }
    sameSamples++;
    if (sameSamples == STUCK_SAMPLES) {
      if (atMicros - sameSinceMicros < STUCK_MICROS) {
        sameSamples--;
      } else {
        count(Kind.STUCK, atMicros);
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
