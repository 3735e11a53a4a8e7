package dev.loulan.inference.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.loulan.domain.planogram.PlateId;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Counted by the virtual machine, so that no noise of the machine moves it. */
class NoSampleAllocatesTest {
  private static final int TAKES = 200;
  private static final int SAMPLES_EACH = 1_600;
  private static final long INTERVAL_MICROS = 12_500;
  private static final double BYTES_OF_STEPS = 1;

  private int steps;

  @Test
  void at_rest_while_it_rings_and_when_it_settles_only_a_step_is_an_object() {
    PlateSignal signal =
        new PlateSignal(
            new PlateId("1", "p1"),
            SignalSettings.SHELF,
            new SignalListener() {
              @Override
              public void step(Step step) {
                steps++;
              }

              @Override
              public void unknown(UnknownSpan span) {
                steps++;
              }
            });
    int[] readings = readings();
    feed(signal, readings, 0);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().threadId();
    long before = threads.getThreadAllocatedBytes(self);
    feed(signal, readings, readings.length);
    double bytes = (threads.getThreadAllocatedBytes(self) - before) / (double) readings.length;
    assertThat(steps).as("takes that were found").isGreaterThan(TAKES);
    assertThat(bytes).as("bytes a sample").isLessThan(BYTES_OF_STEPS);
  }

  private static void feed(PlateSignal signal, int[] readings, long from) {
    for (int i = 0; i < readings.length; i++) {
      signal.accept((from + i) * INTERVAL_MICROS, readings[i]);
    }
  }

  /** Goods taken and put back in turn from a plate that rings at nine hertz after each. */
  private static int[] readings() {
    SplittableRandom random = new SplittableRandom(20_261_127);
    int[] readings = new int[TAKES * SAMPLES_EACH];
    for (int i = 0; i < readings.length; i++) {
      double seconds = i % SAMPLES_EACH * INTERVAL_MICROS / 1e6;
      int level = i / SAMPLES_EACH % 2 == 0 ? 2_000_000 : 1_650_000;
      double ring =
          120_000
              * StrictMath.exp(-seconds / 0.15)
              * StrictMath.cos(2 * StrictMath.PI * 9 * seconds);
      readings[i] = (int) (level + ring + 300 * (random.nextDouble() - 0.5));
    }
    return readings;
  }
}
