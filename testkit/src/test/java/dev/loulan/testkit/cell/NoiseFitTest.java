package dev.loulan.testkit.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.needs.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Makes the committed fit again from the recordings. With {@code -Dloulan.noiseFit=write} it is
 * written in place.
 */
class NoiseFitTest {
  private static final double TAIL_TIMES = 4;
  private static final Path COMMITTED =
      Path.of("src/main/resources/dev/loulan/testkit/cell/noise-fit.properties");

  @Test
  void committed_fit_is_what_the_recordings_give() throws IOException {
    String fitted = fit();
    if ("write".equals(System.getProperty("loulan.noiseFit"))) {
      Files.writeString(COMMITTED, fitted);
    }
    assertThat(Files.readString(COMMITTED)).isEqualTo(fitted);
  }

  private static String fit() throws IOException {
    List<double[]> plates = RestingPlates.load();
    double[] sigmas =
        plates.stream().mapToDouble(p -> StrictMath.sqrt(Spectrum.variance(p))).sorted().toArray();
    Spectrum spectrum = Spectrum.fit(plates);
    double kurtosis = Spectrum.median(plates.stream().mapToDouble(Spectrum::kurtosis));
    StringBuilder text = new StringBuilder();
    text.append("# Written by NoiseFitTest from recordings of real cells and goods; ");
    text.append(plates.size()).append(" resting plates.\n");
    line(text, "sigmaMedianMg", "%.1f", quantile(sigmas, 0.5));
    double spread = StrictMath.log(quantile(sigmas, 0.95) / quantile(sigmas, 0.05)) / 3.29;
    line(text, "sigmaLogSpread", "%.4f", spread);
    line(text, "blueShare", "%.3f", spectrum.blue());
    line(text, "whiteShare", "%.3f", spectrum.white());
    line(text, "fastShare", "%.3f", spectrum.fast());
    line(text, "fastSeconds", "%.2f", spectrum.fastSeconds());
    line(text, "slowShare", "%.3f", spectrum.slow());
    line(text, "slowSeconds", "%.2f", spectrum.slowSeconds());
    line(text, "tailProbability", "%.4f", tailProbability(kurtosis, spectrum));
    line(text, "tailTimes", "%.1f", TAIL_TIMES);
    line(text, "gridMg", "%.0f", Spectrum.median(plates.stream().mapToDouble(NoiseFitTest::grid)));
    line(text, "temperatureMgPerKelvin", "%.1f", temperature());
    goods(text);
    return text.toString();
  }

  /**
   * Share of wide samples whose mixture has the kurtosis; the difference of two samples has half
   * the excess of one.
   */
  private static double tailProbability(double kurtosis, Spectrum spectrum) {
    double square = TAIL_TIMES * TAIL_TIMES;
    double counts = spectrum.white() * spectrum.white() + spectrum.blue() * spectrum.blue() / 2;
    double best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double p = 0; p <= 0.06; p += 0.0005) {
      double spread = 1 + p * (square - 1);
      double excess = 3 * (1 + p * (square * square - 1)) / (spread * spread) - 3;
      double off = Math.abs(3 + counts * excess - kurtosis);
      if (off < least) {
        least = off;
        best = p;
      }
    }
    return best;
  }

  /** Smallest difference between two readings. */
  private static double grid(double[] plate) {
    double[] sorted = Arrays.stream(plate).sorted().toArray();
    double least = Double.POSITIVE_INFINITY;
    for (int i = 1; i < sorted.length; i++) {
      double step = sorted[i] - sorted[i - 1];
      least = step > 50 ? Math.min(least, step) : least;
    }
    return least;
  }

  /** Regression of hourly changes of the reading on hourly changes of the temperature. */
  private static double temperature() throws IOException {
    List<String> lines = RestingPlates.lines(Needs.data("hx711-slow-drift/readings.csv.gz"));
    List<double[]> hours = new ArrayList<>();
    for (int i = 1; i < lines.size(); i += 106) {
      String[] cells = lines.get(i).split(",", -1);
      hours.add(new double[] {Double.parseDouble(cells[1]), Double.parseDouble(cells[4]) * 1000});
    }
    List<double[]> changes = new ArrayList<>();
    for (int i = 1; i < hours.size(); i++) {
      double mg = hours.get(i)[1] - hours.get(i - 1)[1];
      if (Math.abs(mg) < 50_000) {
        changes.add(new double[] {hours.get(i)[0] - hours.get(i - 1)[0], mg});
      }
    }
    double meanKelvin = changes.stream().mapToDouble(c -> c[0]).average().orElseThrow();
    double meanMg = changes.stream().mapToDouble(c -> c[1]).average().orElseThrow();
    double above = changes.stream().mapToDouble(c -> (c[0] - meanKelvin) * (c[1] - meanMg)).sum();
    double below =
        changes.stream().mapToDouble(c -> (c[0] - meanKelvin) * (c[0] - meanKelvin)).sum();
    return above / below;
  }

  private static void goods(StringBuilder text) throws IOException {
    String json = Files.readString(Needs.data("aim3s-shelf-recording/product_info.json"));
    List<Double> spreads = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    Matcher lists = Pattern.compile("\"weights\":\\s*\\[([^\\]]*)]").matcher(json);
    while (lists.find()) {
      double[] weighed =
          Arrays.stream(lists.group(1).split(",", -1))
              .map(String::strip)
              .filter(s -> !s.isEmpty())
              .mapToDouble(Double::parseDouble)
              .filter(g -> g >= 20)
              .toArray();
      if (weighed.length > 0) {
        weights.add(Arrays.stream(weighed).average().orElseThrow() * 1000);
      }
      if (weighed.length >= 3) {
        double mean = Arrays.stream(weighed).average().orElseThrow();
        double bias = weighed.length / (weighed.length - 1.0);
        spreads.add(StrictMath.sqrt(Spectrum.variance(weighed) * bias) / mean * 1e6);
      }
    }
    line(text, "spreadQuantilesPpm", "%.0f", tenths(spreads));
    line(text, "weightQuantilesMg", "%.0f", tenths(weights));
  }

  private static double[] tenths(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double[] found = new double[11];
    for (int i = 0; i < found.length; i++) {
      found[i] = quantile(sorted, i / 10.0);
    }
    return found;
  }

  private static double quantile(double[] sorted, double at) {
    return sorted[(int) Math.round(at * (sorted.length - 1))];
  }

  private static void line(StringBuilder text, String key, String format, double... values) {
    text.append(key).append('=');
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, format, values[i]));
    }
    text.append('\n');
  }
}
