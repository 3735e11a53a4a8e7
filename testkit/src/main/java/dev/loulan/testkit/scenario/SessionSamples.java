package dev.loulan.testkit.scenario;

import dev.loulan.testkit.cell.CellNoise;
import dev.loulan.testkit.cell.FittedNoise;
import dev.loulan.testkit.cell.LoadCell;
import dev.loulan.testkit.cell.NoiseFit;
import dev.loulan.testkit.cell.Touch;
import dev.loulan.testkit.chance.Chance;
import java.util.ArrayList;
import java.util.List;

/** Plays a session: each plate's readings, moment by moment. */
public final class SessionSamples {

  /** Receives what the boards send. */
  public interface Sink {

    /** Reading of a plate, by its index, in milligrams. */
    void sample(int plate, long atMicros, int mg);

    /** Frames are missing before this time; the controller knows by their numbers. */
    void lost(long atMicros);

    /** The controller starts again; what it had in memory is gone. */
    void reboot(long atMicros);
  }

  /** Noise of a plate. */
  @FunctionalInterface
  public interface NoiseSource {
    CellNoise of(double sigmaMg, Chance chance);
  }

  /** The noise of the committed fit. */
  public static final NoiseSource FITTED =
      (sigmaMg, chance) -> new FittedNoise(NoiseFit.committed(), sigmaMg, chance);

  private SessionSamples() {}

  /**
   * Plays all plates from the session's begin to its end.
   *
   * @param noiseTimes multiple of each cell's noise
   * @param hertz samples a second
   */
  public static void play(
      ScenarioSession session, double noiseTimes, double hertz, NoiseSource noise, Sink sink) {
    List<LoadCell> cells = cells(session, noiseTimes, noise);
    int next = 0;
    boolean silent = false;
    long step = Math.round(1e6 / hertz);
    for (long at = session.beginMicros(); at < session.endMicros(); at += step) {
      while (next < session.touches().size() && session.touches().get(next).beginMicros() <= at) {
        Touch touch = session.touches().get(next++);
        cells.get(touch.plate()).touch(touch);
      }
      boolean now = session.isSilentAt(at);
      if (silent && !now) {
        announce(session, at, sink);
      }
      silent = now;
      for (int plate = 0; plate < cells.size(); plate++) {
        int mg = cells.get(plate).read(at);
        if (!now) {
          sink.sample(plate, at, mg);
        }
      }
    }
  }

  private static void announce(ScenarioSession session, long at, Sink sink) {
    if (session.rebootMicros() != 0) {
      sink.reboot(at);
    } else {
      sink.lost(at);
    }
  }

  private static List<LoadCell> cells(
      ScenarioSession session, double noiseTimes, NoiseSource noise) {
    List<LoadCell> cells = new ArrayList<>();
    for (int plate = 0; plate < session.startMg().size(); plate++) {
      Chance chance = Chance.of(session.seed() ^ 0x5eed, plate);
      double sigma = session.noiseSigmasMg().get(plate) * noiseTimes;
      cells.add(
          new LoadCell(
              session.startMg().get(plate),
              session.traits().get(plate),
              noise.of(sigma, chance),
              chance));
    }
    return cells;
  }
}
