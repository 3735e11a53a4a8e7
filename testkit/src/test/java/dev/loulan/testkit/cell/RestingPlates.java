package dev.loulan.testkit.cell;

import dev.loulan.needs.Needs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Plates of the recorded store that nobody touched and that no step shook. */
final class RestingPlates {
  static final double SECONDS = 1 / 60.0;
  private static final double TOUCHED_MG = 30_000;

  private RestingPlates() {}

  static List<String> lines(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  /** The samples of each resting plate in milligrams, 60 a second. */
  static List<double[]> load() throws IOException {
    List<double[]> plates = new ArrayList<>();
    for (int g = 1; g <= 4; g++) {
      List<String> lines = lines(Needs.data("aifi-plates-benchmark-1/gondola" + g + ".csv.gz"));
      int columns = lines.getFirst().split(",", -1).length;
      double[][] weights = new double[columns - 1][lines.size() - 1];
      for (int row = 1; row < lines.size(); row++) {
        String[] cells = lines.get(row).split(",", -1);
        for (int p = 0; p < weights.length; p++) {
          weights[p][row - 1] = Double.parseDouble(cells[p + 1]) * 1000;
        }
      }
      for (double[] plate : weights) {
        double range = range(plate);
        if (range > 0 && range <= TOUCHED_MG) {
          plates.add(plate);
        }
      }
    }
    return plates;
  }

  private static double range(double[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return high - low;
  }
}
