package dev.loulan.inference.learning;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mean of a plate's readings while nobody touches it, for three seconds and at least eighteen
 * readings at any rate.
 *
 * <p>Single readings far off (bit errors) are left out, at most one in ten. The plate is calm when
 * the means of six parts of the time differ by no more than the scatter within them explains, and a
 * gram. What they do differ by is the uncertainty, so that flicker and creep count, which do not
 * average out. One thread.
 */
public final class RestingMean {
  private static final long SHORTEST_MICROS = 3_000_000;
  private static final int FEWEST = 18;
  private static final int MOST = 2_048;
  private static final int PARTS = 6;
  private static final double OUTLIER_SIGMAS = 8;
  private static final double LEAST_OUTLIER_MG = 2_000;
  private static final double PARTS_APART_SIGMAS = 6;
  private static final double PARTS_APART_MG = 1_000;

  /** No mean is known better: a board's reading is rounded, and so is what the journal keeps. */
  private static final double LEAST_SIGMA_MG = 30;

  private final double[] readings = new double[MOST];
  private int count;
  private long beginMicros;
  private int disturbed;

  /**
   * What a calm plate said.
   *
   * @param sigmaMg standard deviation of the mean
   * @param scatterMg standard deviation of one reading
   */
  public record Level(double meanMg, double sigmaMg, double scatterMg) {}

  /**
   * Takes a further reading.
   *
   * @return the level, once enough readings in a row were calm
   */
  public Optional<Level> add(long atMicros, int readingMg) {
    if (count == 0) {
      beginMicros = atMicros;
    }
    readings[count] = readingMg;
    count++;
    boolean enough = count >= FEWEST && atMicros - beginMicros >= SHORTEST_MICROS;
    if (!enough && count < MOST) {
      return Optional.empty();
    }
    @Nullable Level level = calm();
    count = 0;
    if (level == null) {
      disturbed++;
    }
    return Optional.ofNullable(level);
  }

  /** How many times the plate was not calm for long enough. */
  public int disturbed() {
    return disturbed;
  }

  private @Nullable Level calm() {
    double[] kept = withoutOutliers();
    if (kept.length * 10 < count * 9) {
      return null;
    }
    double[] means = new double[PARTS];
    double squares = 0;
    for (int part = 0; part < PARTS; part++) {
      int from = kept.length * part / PARTS;
      int to = kept.length * (part + 1) / PARTS;
      means[part] = Arrays.stream(kept, from, to).average().orElseThrow();
      for (int i = from; i < to; i++) {
        squares += (kept[i] - means[part]) * (kept[i] - means[part]);
      }
    }
    double scatter = StrictMath.sqrt(squares / (kept.length - PARTS));
    double ofPart = scatter / StrictMath.sqrt((double) kept.length / PARTS);
    double apart =
        Arrays.stream(means).max().orElseThrow() - Arrays.stream(means).min().orElseThrow();
    if (apart > PARTS_APART_SIGMAS * ofPart + PARTS_APART_MG) {
      return null;
    }
    double mean = Arrays.stream(kept).average().orElseThrow();
    double wander = 0;
    for (double part : means) {
      wander += (part - mean) * (part - mean);
    }
    double sigma = StrictMath.sqrt(wander / (PARTS - 1) / PARTS);
    double white = scatter / StrictMath.sqrt(kept.length);
    return new Level(mean, Math.max(LEAST_SIGMA_MG, Math.max(sigma, white)), scatter);
  }

  private double[] withoutOutliers() {
    double[] all = Arrays.copyOf(readings, count);
    double median = median(all);
    double deviation = 1.4826 * median(Arrays.stream(all).map(r -> Math.abs(r - median)).toArray());
    double most = Math.max(LEAST_OUTLIER_MG, OUTLIER_SIGMAS * deviation);
    return Arrays.stream(all).filter(r -> Math.abs(r - median) <= most).toArray();
  }

  private static double median(double[] of) {
    double[] sorted = of.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
