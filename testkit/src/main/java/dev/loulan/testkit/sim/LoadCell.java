package dev.loulan.testkit.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * What an HX711 on a load cell says of one plate: the goods, a hand while it touches them, ringing
 * after it, creep, drift, and noise with heavier tails than a normal distribution's.
 *
 * <p>The sizes follow recordings of such cells: 0.35 g of noise, one sample in 300 three times as
 * far off, ringing at 7 Hz that is gone after a second, creep of 0.08 % within minutes.
 */
public final class LoadCell {

  private static final double NOISE_MG = 350;
  private static final double TAIL_MG = 1_400;
  private static final double TAIL_PROBABILITY = 1.0 / 300;
  private static final long HAND_MICROS = 350_000;
  private static final double RING_SECONDS = 0.16;
  private static final double RING_HERTZ = 7;
  private static final double CREEP = 0.0008;
  private static final double CREEP_SECONDS = 90;
  private static final double DRIFT_MG = 4;

  private final Chance chance;
  private final List<Move> recent = new ArrayList<>();
  private double restMg;
  private double driftMg;
  private double creepMg;
  private long lastMicros = Long.MIN_VALUE;

  public LoadCell(long weightMg, Chance chance) {
    this.restMg = weightMg;
    this.chance = chance;
  }

  public void move(Move move) {
    recent.add(move);
  }

  /** The reading at a time after all times before, in milligrams. */
  public int read(long atMicros) {
    pass(atMicros);
    double value = restMg + creepMg + driftMg;
    for (Move move : recent) {
      value += response(move, atMicros);
    }
    value += NOISE_MG * chance.normal();
    if (chance.happens(TAIL_PROBABILITY)) {
      value += TAIL_MG * chance.normal();
    }
    return (int) StrictMath.round(value);
  }

  /** Follows time: moves that are over become part of the rest. */
  private void pass(long atMicros) {
    double seconds = lastMicros == Long.MIN_VALUE ? 0 : (atMicros - lastMicros) / 1e6;
    lastMicros = atMicros;
    driftMg += DRIFT_MG * StrictMath.sqrt(Math.min(seconds, 60)) * chance.normal();
    driftMg *= 0.9999;
    creepMg *= StrictMath.exp(-seconds / CREEP_SECONDS);
    recent.removeIf(move -> {
      boolean over = atMicros - move.atMicros() > HAND_MICROS + 2_000_000;
      if (over) {
        restMg += move.deltaMg() * (1 + CREEP);
        creepMg -= move.deltaMg() * CREEP;
      }
      return over;
    });
  }

  private static double response(Move move, long atMicros) {
    long since = atMicros - move.atMicros();
    if (since < 0) {
      return 0;
    }
    double delta = move.deltaMg();
    if (since < HAND_MICROS) {
      // The hand presses a little before the goods come off, and again while they are put down.
      double share = (double) since / HAND_MICROS;
      double press = 0.45 * Math.abs(delta) * share * (1 - share) * 4;
      return delta * share + press;
    }
    double ringing = (since - HAND_MICROS) / 1e6;
    double swing =
        StrictMath.exp(-ringing / RING_SECONDS)
            * StrictMath.sin(2 * StrictMath.PI * RING_HERTZ * ringing);
    return delta * (1 - CREEP - 0.2 * swing);
  }
}
