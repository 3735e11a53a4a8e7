package dev.loulan.testkit.cell;

import dev.loulan.testkit.chance.Chance;
import java.util.ArrayList;
import java.util.List;

/**
 * One plate on its load cell: says for each moment what the board would read.
 *
 * <p>A touch presses with a trembling force while it lasts; the goods come off in its middle. Then
 * the plate rings and creeps. Times must not run backwards.
 */
public final class LoadCell {
  /** Force of a hand trembles by this share, at the frequency of a hand. */
  private static final double TREMOR = 0.06;

  private static final double TREMOR_HERTZ = 9;

  /** Share of a touch in which its force rises, and falls again. */
  private static final double RAMP = 0.15;

  private static final int SATURATED_MG = 25_000_000;
  private static final long FORGET_MICROS = 3_000_000;

  private final CellTraits traits;
  private final CellNoise noise;
  private final Chance chance;
  private final List<Touch> recent = new ArrayList<>();
  private double restMg;
  private double creepMg;
  private double driftMg;
  private long lastMicros = Long.MIN_VALUE;

  /**
   * @param weightMg what lies on the plate at first
   */
  public LoadCell(long weightMg, CellTraits traits, CellNoise noise, Chance chance) {
    this.restMg = weightMg;
    this.traits = traits;
    this.noise = noise;
    this.chance = chance;
  }

  /** A plate like those that were recorded. */
  public static LoadCell usual(long weightMg, Chance chance) {
    NoiseFit fit = NoiseFit.committed();
    FittedNoise noise = new FittedNoise(fit, fit.sigmaMg(chance), chance);
    return new LoadCell(weightMg, CellTraits.USUAL, noise, chance);
  }

  /** Announces a touch that begins now or later. */
  public void touch(Touch touch) {
    recent.add(touch);
  }

  /** The reading at a time after all times before, in milligrams. */
  public int read(long atMicros) {
    double seconds = lastMicros == Long.MIN_VALUE ? 0 : (atMicros - lastMicros) / 1e6;
    lastMicros = atMicros;
    pass(atMicros, seconds);
    double load = restMg + creepMg;
    for (Touch touch : recent) {
      load += response(touch, atMicros);
    }
    double value = load * (1 + traits.gainError()) + driftMg + noise.nextMg(seconds);
    if (traits.bitErrors() > 0 && chance.happens(traits.bitErrors())) {
      return chance.happens(0.5) ? SATURATED_MG : (int) -value;
    }
    return (int) (StrictMath.rint(value / traits.gridMg()) * traits.gridMg());
  }

  /** Follows time: touches that are over become part of the rest. */
  private void pass(long atMicros, double seconds) {
    driftMg += traits.driftMgPerSecond() * seconds;
    if (creepMg != 0) {
      creepMg *= StrictMath.exp(-seconds / traits.creepSeconds());
    }
    for (int i = recent.size() - 1; i >= 0; i--) {
      Touch touch = recent.get(i);
      if (atMicros - touch.releaseMicros() > FORGET_MICROS) {
        restMg += touch.deltaMg();
        creepMg -= touch.deltaMg() * traits.creepShare();
        recent.remove(i);
      }
    }
  }

  private double response(Touch touch, long atMicros) {
    if (atMicros < touch.beginMicros()) {
      return 0;
    }
    double delta = touch.deltaMg();
    if (atMicros < touch.releaseMicros()) {
      double done =
          (double) (atMicros - touch.beginMicros()) / (touch.releaseMicros() - touch.beginMicros());
      return delta * moved(done) + press(touch, done, atMicros);
    }
    double since = (atMicros - touch.releaseMicros()) / 1e6;
    double swing =
        StrictMath.exp(-since / traits.ringSeconds())
            * StrictMath.sin(2 * StrictMath.PI * traits.ringHertz() * since);
    return delta * (1 - traits.creepShare() - traits.ringShare() * swing);
  }

  /** The goods come off between a quarter and three quarters of the touch. */
  private static double moved(double done) {
    double x = Math.clamp(2 * done - 0.5, 0.0, 1.0);
    return x * x * (3 - 2 * x);
  }

  private double press(Touch touch, double done, long atMicros) {
    if (touch.pressMg() == 0) {
      return 0;
    }
    double ramp = Math.min(1, Math.min(done, 1 - done) / RAMP);
    double tremor =
        1
            + TREMOR
                * (StrictMath.sin(2 * StrictMath.PI * TREMOR_HERTZ * (atMicros % 60_000_000) / 1e6)
                    + chance.normal());
    return touch.pressMg() * ramp * tremor;
  }
}
