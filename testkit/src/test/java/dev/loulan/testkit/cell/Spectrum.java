package dev.loulan.testkit.cell;

import static dev.loulan.testkit.cell.RestingPlates.SECONDS;

import java.util.Arrays;
import java.util.List;

/**
 * Noise by how it averages out: the Allan variance over windows from one sample to three seconds,
 * as a part of the variance of a sample.
 */
record Spectrum(
    double blue, double white, double fast, double fastSeconds, double slow, double slowSeconds) {
  private static final int[] WINDOWS = {1, 3, 6, 24, 60, 180};
  private static final int STEPS = 40;

  /** The mixture that comes nearest to the median plate, in logarithms. */
  static Spectrum fit(List<double[]> plates) {
    double[] measured = new double[WINDOWS.length];
    for (int w = 0; w < WINDOWS.length; w++) {
      int window = WINDOWS[w];
      measured[w] = median(plates.stream().mapToDouble(p -> allan(p, window) / variance(p)));
    }
    Spectrum best = null;
    double least = Double.POSITIVE_INFINITY;
    for (double fastSeconds : new double[] {0.1, 0.2, 0.4}) {
      for (double slowSeconds : new double[] {2, 5, 10}) {
        double[][] parts = parts(fastSeconds, slowSeconds);
        for (int b = 0; b <= STEPS; b++) {
          for (int w = 0; w + b <= STEPS; w++) {
            for (int f = 0; f + w + b <= STEPS; f++) {
              int s = STEPS - b - w - f;
              double off = distance(measured, parts, new int[] {b, w, f, s});
              if (off < least) {
                least = off;
                best =
                    new Spectrum(share(b), share(w), share(f), fastSeconds, share(s), slowSeconds);
              }
            }
          }
        }
      }
    }
    if (best == null) {
      throw new IllegalStateException("No plate to fit");
    }
    return best;
  }

  private static double share(int steps) {
    return (double) steps / STEPS;
  }

  private static double distance(double[] measured, double[][] parts, int[] shares) {
    double sum = 0;
    for (int w = 0; w < measured.length; w++) {
      double model = 0;
      for (int part = 0; part < shares.length; part++) {
        model += share(shares[part]) * parts[part][w];
      }
      double off = StrictMath.log(Math.max(model, 1e-12) / measured[w]);
      sum += off * off;
    }
    return sum;
  }

  private static double[][] parts(double fastSeconds, double slowSeconds) {
    double[][] parts = new double[4][WINDOWS.length];
    for (int w = 0; w < WINDOWS.length; w++) {
      int m = WINDOWS[w];
      parts[0][w] = 1.5 / ((double) m * m);
      parts[1][w] = 1.0 / m;
      parts[2][w] = remembering(m, StrictMath.exp(-SECONDS / fastSeconds));
      parts[3][w] = remembering(m, StrictMath.exp(-SECONDS / slowSeconds));
    }
    return parts;
  }

  /** Allan variance of a first-order process whose samples have variance 1. */
  private static double remembering(int m, double keep) {
    double within = m;
    double power = 1;
    for (int lag = 1; lag < m; lag++) {
      power *= keep;
      within += 2 * (m - lag) * power;
    }
    double rest = (1 - StrictMath.pow(keep, m)) / (1 - keep);
    return (within - keep * rest * rest) / ((double) m * m);
  }

  static double allan(double[] samples, int window) {
    int windows = samples.length / window;
    double before = mean(samples, 0, window);
    double sum = 0;
    for (int w = 1; w < windows; w++) {
      double now = mean(samples, w * window, window);
      sum += (now - before) * (now - before);
      before = now;
    }
    return sum / (2 * (windows - 1));
  }

  static double variance(double[] samples) {
    double mean = mean(samples, 0, samples.length);
    return Arrays.stream(samples).map(x -> (x - mean) * (x - mean)).sum() / samples.length;
  }

  static double kurtosis(double[] samples) {
    double mean = mean(samples, 0, samples.length);
    double variance = variance(samples);
    return Arrays.stream(samples).map(x -> StrictMath.pow(x - mean, 4)).sum()
        / samples.length
        / (variance * variance);
  }

  private static double mean(double[] samples, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += samples[i];
    }
    return sum / count;
  }

  static double median(java.util.stream.DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
