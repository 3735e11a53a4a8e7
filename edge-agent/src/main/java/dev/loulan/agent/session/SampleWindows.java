package dev.loulan.agent.session;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.signal.Step;
import dev.loulan.journal.entry.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The last raw samples of each plate, from which the window around a step is cut.
 *
 * <table>
 * <caption>A window; integers are big-endian</caption>
 * <tr><td>1 + n</td><td>plate as {@code board/plate}, UTF-8, with its length</td></tr>
 * <tr><td>2</td><td>number of samples</td></tr>
 * <tr><td>12 each</td><td>time {@code i64} in micros since the Unix epoch, weight {@code i32} in mg</td></tr>
 * </table>
 */
final class SampleWindows {
  private static final int CAPACITY = 256;
  private static final long MARGIN_MICROS = 500_000;

  private final Map<PlateId, Ring> rings = new HashMap<>();
  private long shiftMicros;

  /** Times in windows are this much before those given here. */
  void shifted(long byMicros) {
    shiftMicros = byMicros;
  }

  void add(PlateId plate, long atMicros, int weightMg) {
    rings.computeIfAbsent(plate, _ -> new Ring()).add(atMicros, weightMg);
  }

  /** The samples from half a second before {@code beginMicros} on, as far as they are kept. */
  Bytes cut(PlateId plate, long beginMicros) {
    Ring ring = rings.getOrDefault(plate, new Ring());
    byte[] name = plate.toString().getBytes(StandardCharsets.UTF_8);
    int first = ring.firstFrom(beginMicros - MARGIN_MICROS);
    int samples = ring.size - first;
    ByteBuffer bytes = ByteBuffer.allocate(3 + name.length + 12 * samples);
    bytes.put((byte) name.length).put(name).putShort((short) samples);
    for (int i = first; i < ring.size; i++) {
      bytes.putLong(ring.at(i) - shiftMicros).putInt(ring.mg(i));
    }
    return Bytes.owning(bytes.array());
  }

  /** A step with the samples around it. */
  MeasuredStep measured(Step step) {
    return new MeasuredStep(step, cut(step.plate(), step.beginMicros()));
  }

  static Bytes join(List<Bytes> windows) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    windows.forEach(window -> all.writeBytes(window.toArray()));
    return Bytes.owning(all.toByteArray());
  }

  private static final class Ring {
    private final long[] micros = new long[CAPACITY];
    private final int[] weightsMg = new int[CAPACITY];
    private int next;
    private int size;

    void add(long atMicros, int mg) {
      micros[next] = atMicros;
      weightsMg[next] = mg;
      next = (next + 1) % CAPACITY;
      size = Math.min(CAPACITY, size + 1);
    }

    int firstFrom(long atMicros) {
      int i = 0;
      while (i < size && at(i) < atMicros) {
        i++;
      }
      return i;
    }

    long at(int i) {
      return micros[Math.floorMod(next - size + i, CAPACITY)];
    }

    int mg(int i) {
      return weightsMg[Math.floorMod(next - size + i, CAPACITY)];
    }
  }
}
