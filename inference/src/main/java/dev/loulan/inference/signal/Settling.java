package dev.loulan.inference.signal;

/**
 * Whether a plate that moves has come to rest: a window of its samples is flat, and scatters by no
 * more than it should. Allocates nothing.
 */
final class Settling {
  private static final double REST_RANGE_SIGMAS = 6.0;
  private static final long PATIENCE_MICROS = 2_000_000;
  private static final double MOST_NOISIER = 4;
  private static final long LASTING_MICROS = 10_000_000;

  private final Window window;
  private final Cadence cadence;
  private long sinceMicros;
  private long uneasySinceMicros;

  Settling(Window window, Cadence cadence) {
    this.window = window;
    this.cadence = cadence;
  }

  /** The plate moves from now on. */
  void begin(long atMicros) {
    sinceMicros = atMicros;
    uneasySinceMicros = atMicros;
  }

  /** Whether it has moved for so long that an operator should know. */
  boolean isRestless(long atMicros) {
    long moving = atMicros - sinceMicros;
    return moving > 15 * PATIENCE_MICROS && moving > cadence.micros(50);
  }

  /** Whether the window rests, for a plate of which a sample at rest scatters like this. */
  boolean restsWithin(double sigmaMg) {
    boolean flat =
        Math.abs(window.slope()) <= sigmaMg * (0.8 + 6 / StrictMath.sqrt(window.count()));
    return flat && window.spread() <= REST_RANGE_SIGMAS * sigmaMg;
  }

  /** The same with the more scatter, the longer it finds no rest. */
  boolean restsWithPatience(double sigmaMg, long atMicros) {
    long unit = Math.max(PATIENCE_MICROS, cadence.micros(10));
    double moving = (double) (atMicros - sinceMicros) / unit;
    return restsWithin(sigmaMg * Math.min(MOST_NOISIER, Math.max(1, moving)));
  }

  /**
   * A plate that scatters more than it did at rest is touched: a hand trembles. Only when it stays
   * at one level for long has its noise grown.
   */
  boolean isNoisierForGood(double sigmaMg, long atMicros) {
    if (!restsWithin(MOST_NOISIER * sigmaMg)) {
      uneasySinceMicros = atMicros;
      return false;
    }
    return atMicros - uneasySinceMicros >= Math.max(LASTING_MICROS, cadence.micros(50));
  }

  /** Standard deviation of a sample of which this window would be one at rest. */
  double scatterMg() {
    return window.spread() / REST_RANGE_SIGMAS;
  }
}
