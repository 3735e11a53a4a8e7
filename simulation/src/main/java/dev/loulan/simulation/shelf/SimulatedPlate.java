package dev.loulan.simulation.shelf;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.signal.PlateHealth;
import dev.loulan.inference.signal.PlateSignal;
import dev.loulan.inference.signal.Plateau;
import dev.loulan.inference.signal.SignalListener;
import dev.loulan.inference.signal.SignalSettings;
import dev.loulan.inference.signal.Step;
import dev.loulan.inference.signal.UnknownSpan;
import dev.loulan.inference.signal.WatchedPlate;
import dev.loulan.testkit.chance.Chance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plate at both levels. At signal level dense samples go through the real {@link PlateSignal}; at
 * step level each reading is a plate at rest, or one on which hands still are and which shows only
 * how low it goes; a change between two rests is a step with an error drawn from {@link
 * StepErrors}. The draw depends on plate and time only, so that a frame that comes again after a
 * crash gives the same step. Which level a sample is of shows in its time's microseconds, which
 * nothing on its way changes.
 */
public final class SimulatedPlate implements WatchedPlate {
  private static final long MOVING = 2;

  private final PlateId plate;
  private final SignalSettings settings;
  private final SignalListener listener;
  private final StepErrors errors;
  private @Nullable PlateSignal signal;
  private boolean hasLevel;
  private boolean known = true;
  private long lastMicros;
  private long trueMg;
  private long levelMg;
  private long lowestMg = Long.MAX_VALUE;

  public SimulatedPlate(
      PlateId plate, SignalSettings settings, SignalListener listener, StepErrors errors) {
    this.plate = plate;
    this.settings = settings;
    this.listener = listener;
    this.errors = errors;
  }

  /** The time as a dense sample tells it. */
  static long dense(long atMicros) {
    return atMicros - Math.floorMod(atMicros, 1_000);
  }

  /** The time as a plate tells it on which hands still are. */
  static long moving(long atMicros) {
    return dense(atMicros) + MOVING;
  }

  /** The time as a plate at rest tells it. */
  static long atRest(long atMicros) {
    return dense(atMicros) + 1;
  }

  @Override
  public void accept(long atMicros, int weightMg) {
    if (dense(atMicros) == atMicros) {
      if (signal == null) {
        signal = new PlateSignal(plate, settings, listener);
      }
      signal.accept(atMicros, weightMg);
      return;
    }
    leaveSignal();
    if (atMicros - dense(atMicros) == MOVING) {
      lowestMg = Math.min(lowestMg, weightMg);
      return;
    }
    if (weightMg == PlateSignal.MISSING) {
      known = false;
      return;
    }
    rest(Math.max(atMicros, lastMicros), weightMg);
  }

  /** From here on readings are at step level; the last plateau is the level to go on from. */
  private void leaveSignal() {
    PlateSignal left = signal;
    if (left != null && left.hasLevel()) {
      hasLevel = true;
      levelMg = left.plateau().levelMg();
      trueMg = levelMg;
      known = left.plateau().known();
    }
    signal = null;
  }

  private void rest(long at, int mg) {
    Chance chance = Chance.of(at, plate.toString().hashCode() * 31L + mg);
    if (!hasLevel) {
      hasLevel = true;
      trueMg = mg;
      levelMg = mg + errors.errorMg(chance) / 2;
    } else if (Math.abs(mg - trueMg) >= settings.minStepMg()) {
      long delta = mg - trueMg + errors.errorMg(chance);
      long sigma = errors.sigmaMg(chance);
      long dip = Math.max(0, Math.min(trueMg, mg) - lowestMg);
      levelMg += delta;
      trueMg = mg;
      known &= !errors.isUnknown(chance);
      report(at, delta, sigma, dip);
    } else {
      // What drifts is followed.
      levelMg += (mg - trueMg);
      trueMg = mg;
    }
    known = true;
    lastMicros = at;
    lowestMg = Long.MAX_VALUE;
  }

  private void report(long at, long delta, long sigma, long dip) {
    long begin = Math.max(lastMicros, at - 900_000);
    if (known) {
      listener.step(new Step(plate, begin, at, delta, sigma, dip));
    } else {
      listener.unknown(new UnknownSpan(plate, lastMicros, at, delta, sigma));
    }
  }

  @Override
  public void gap(long atMicros) {
    if (signal != null) {
      signal.gap(atMicros);
    }
    known = false;
    lowestMg = Long.MAX_VALUE;
  }

  @Override
  public void finish() {
    if (signal != null) {
      signal.finish();
    }
  }

  @Override
  public PlateId plate() {
    return plate;
  }

  @Override
  public boolean hasLevel() {
    return (signal != null && signal.hasLevel()) || hasLevel;
  }

  @Override
  public Plateau plateau() {
    return signal != null && signal.hasLevel()
        ? signal.plateau()
        : new Plateau(levelMg, 150, true, known);
  }

  @Override
  public List<PlateHealth> health() {
    return signal == null ? List.of() : signal.health();
  }
}
