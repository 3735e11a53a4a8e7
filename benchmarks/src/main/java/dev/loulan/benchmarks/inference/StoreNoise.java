package dev.loulan.benchmarks.inference;

import dev.loulan.bridge.recording.RecordedRow;
import dev.loulan.bridge.recording.Recording;
import dev.loulan.bridge.recording.RecordingException;
import dev.loulan.bridge.recording.RowReader;
import dev.loulan.domain.planogram.PlateId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each plate of the recorded store said beside its level, at 60 samples a second. */
final class StoreNoise {
  private static final int STEP_MG = 100_000;

  private final Map<PlateId, int[]> residuals = new HashMap<>();
  private final List<int[]> all = new ArrayList<>();

  static StoreNoise of(Recording recording) throws RecordingException {
    Map<PlateId, List<Integer>> samples = new HashMap<>();
    try (RowReader rows = recording.rows()) {
      for (RecordedRow row = rows.next(); row != null; row = rows.next()) {
        for (int i = 0; i < row.plates().size(); i++) {
          samples
              .computeIfAbsent(row.plates().get(i), _ -> new ArrayList<>())
              .add(row.weightsMg()[i]);
        }
      }
    }
    StoreNoise noise = new StoreNoise();
    samples.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> noise.add(entry.getKey(), entry.getValue()));
    return noise;
  }

  private void add(PlateId plate, List<Integer> samples) {
    int[] sorted = samples.stream().mapToInt(Integer::intValue).sorted().toArray();
    int range = sorted[sorted.length - 1] - sorted[0];
    // A plate that says nothing has no noise, and the one that was taken from has a step.
    if (range > 0 && range < 2 * STEP_MG) {
      int level = sorted[sorted.length / 2];
      int[] residual = samples.stream().mapToInt(mg -> mg - level).toArray();
      residuals.put(plate, residual);
      all.add(residual);
    }
  }

  /** The plate's own noise, or another one's where it has none. */
  int[] of(PlateId plate) {
    int[] own = residuals.get(plate);
    return own != null
        ? own
        : all.get(Math.floorMod(Arrays.hashCode(new Object[] {plate}), all.size()));
  }

  /** Some plate's noise, the same for the same choice. */
  int[] any(int choice) {
    return all.get(choice % all.size());
  }

  /** Forwards, then backwards, without end. */
  static int at(int[] noise, int sample) {
    int period = 2 * noise.length - 2;
    int i = sample % period;
    return noise[i < noise.length ? i : period - i];
  }
}
