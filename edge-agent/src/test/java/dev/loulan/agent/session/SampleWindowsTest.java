package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.bridge.frame.SampleBlock;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.signal.ShelfSignal;
import dev.loulan.inference.signal.WatchedPlate;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SampleWindowsTest {
  private static final int RATE = 80;

  private final ShelfSignal signal = new ShelfSignal(Catalogue.EMPTY.planogram());
  private final PlateId first = new PlateId("1", "a");
  private final PlateId second = new PlateId("1", "b");
  private final List<WatchedPlate> plates = List.of(signal.plate(first), signal.plate(second));
  private final SampleWindows windows = new SampleWindows();

  @Test
  void at_80_samples_a_second_a_slow_hand_of_ten_seconds_is_kept_whole() {
    feed(20 * RATE, false);
    long begin = 10_000_000;
    Window window = Window.of(windows.cut(second, begin).toArray());
    assertThat(window.plate).isEqualTo("1/b");
    assertThat(window.samples).isEqualTo(10 * RATE + RATE / 2);
    assertThat(window.firstMicros).isEqualTo(begin - 500_000);
    assertThat(window.firstMg).isEqualTo(2 * (int) (9.5 * RATE));
  }

  @Test
  void what_was_not_read_is_left_out() {
    feed(RATE, true);
    assertThat(Window.of(windows.cut(first, 0).toArray()).samples).isEqualTo(RATE / 2);
    assertThat(Window.of(windows.cut(second, 0).toArray()).samples).isEqualTo(RATE);
  }

  @Test
  void a_plate_that_nobody_knows_has_an_empty_window() {
    feed(RATE, false);
    assertThat(Window.of(windows.cut(new PlateId("1", "c"), 0).toArray()).samples).isZero();
    assertThat(Window.of(windows.cut(new PlateId("2", "a"), 0).toArray()).samples).isZero();
  }

  private void feed(int samples, boolean everySecondMissing) {
    for (int i = 0; i < samples; i++) {
      long at = i * (1_000_000L / RATE);
      int a = everySecondMissing && i % 2 == 1 ? SampleBlock.NO_READING : i;
      windows.add("1", plates, new SampleBlock(at, new int[] {0}, new int[] {a, 2 * i}), 0, at);
    }
  }

  /** As the table of {@link SampleWindows} says. */
  private record Window(String plate, int samples, long firstMicros, int firstMg) {
    static Window of(byte[] bytes) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      byte[] name = new byte[in.get()];
      in.get(name);
      int samples = in.getShort();
      boolean some = samples > 0;
      Window window =
          new Window(
              new String(name, java.nio.charset.StandardCharsets.UTF_8),
              samples,
              some ? in.getLong() : 0,
              some ? in.getInt() : 0);
      assertThat(in.remaining()).isEqualTo(Math.max(0, samples - 1) * 12);
      return window;
    }
  }
}
