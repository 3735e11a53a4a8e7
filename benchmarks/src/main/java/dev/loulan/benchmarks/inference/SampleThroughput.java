package dev.loulan.benchmarks.inference;

import dev.loulan.inference.signal.PlateSignal;
import dev.loulan.inference.signal.SignalListener;
import dev.loulan.inference.signal.SignalSettings;
import dev.loulan.inference.signal.Step;
import dev.loulan.inference.signal.UnknownSpan;
import dev.loulan.testkit.scenario.Scenario;
import dev.loulan.testkit.scenario.ScenarioSession;
import dev.loulan.testkit.scenario.ScenarioSet;
import dev.loulan.testkit.scenario.ScenarioShelf;
import dev.loulan.testkit.scenario.SessionSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Samples a second through one core, and bytes allocated for each: eight plates at 80 samples a
 * second, on which shoppers take, again and again.
 */
@State(Scope.Thread)
public class SampleThroughput {
  /** Samples of one invocation. */
  static final int SAMPLES = 64_000;

  private static final int SESSIONS = 40;
  private static final double HERTZ = 80;

  private final List<int[]> mg = new ArrayList<>();
  private @Nullable PlateSignal[] plates = new PlateSignal[0];
  private int row;
  private long atMicros;
  private long steps;

  /** Records the samples of some sessions, one after the other. */
  @Setup
  public void record() {
    ScenarioSet set = new ScenarioSet();
    for (int seed = 1; seed <= SESSIONS; seed++) {
      ScenarioSession session = set.session(Scenario.PLAIN_TAKE, seed);
      SessionSamples.play(session, 1, HERTZ, SessionSamples.FITTED, new Recorder());
    }
    plates = new PlateSignal[ScenarioShelf.PLATES.size()];
    for (int i = 0; i < plates.length; i++) {
      plates[i] = new PlateSignal(ScenarioShelf.PLATES.get(i), SignalSettings.SHELF, new Counter());
    }
  }

  /** Feeds samples. */
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  @OperationsPerInvocation(SAMPLES)
  public long samples() {
    for (int i = 0; i < SAMPLES; i += plates.length) {
      int[] readings = mg.get(row);
      row = row + 1 == mg.size() ? 0 : row + 1;
      atMicros += Math.round(1e6 / HERTZ);
      for (int plate = 0; plate < plates.length; plate++) {
        PlateSignal signal = plates[plate];
        if (signal != null) {
          signal.accept(atMicros, readings[plate]);
        }
      }
    }
    return steps;
  }

  private final class Counter implements SignalListener {
    @Override
    public void step(Step step) {
      steps++;
    }

    @Override
    public void unknown(UnknownSpan span) {
      steps++;
    }
  }

  private final class Recorder implements SessionSamples.Sink {
    @Override
    public void sample(int plate, long at, int reading) {
      if (plate == 0) {
        mg.add(new int[ScenarioShelf.PLATES.size()]);
      }
      mg.getLast()[plate] = reading;
    }

    @Override
    public void lost(long at) {}

    @Override
    public void reboot(long at) {}
  }
}
