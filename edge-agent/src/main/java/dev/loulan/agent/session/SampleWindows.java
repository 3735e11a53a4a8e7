package dev.loulan.agent.session;

import dev.loulan.bridge.frame.SampleBlock;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.signal.Step;
import dev.loulan.inference.signal.WatchedPlate;
import dev.loulan.journal.entry.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The last raw samples of each board, from which the window around a step is cut: thirteen seconds
 * at 80 samples a second, which is longer than a hand takes and its plate rings after it.
 *
 * <table>
 * <caption>A window; integers are big-endian</caption>
 * <tr><td>1 + n</td><td>plate as {@code board/plate}, UTF-8, with its length</td></tr>
 * <tr><td>2</td><td>number of samples</td></tr>
 * <tr><td>12 each</td><td>time {@code i64} in micros since the Unix epoch, weight {@code i32} in mg</td></tr>
 * </table>
 */
final class SampleWindows {
  /** Samples kept of each board, as long as its plates are not too many. */
  private static final int SAMPLES = 1_024;

  private static final int MOST_READINGS = 1 << 18;
  private static final long MARGIN_MICROS = 500_000;

  private final Map<String, Ring> boards = new HashMap<>();
  private long shiftMicros;

  /** Times in windows are this much before those given here. */
  void shifted(long byMicros) {
    shiftMicros = byMicros;
  }

  /** Takes a sample of all plates of a board; with other plates than before it begins anew. */
  void add(String board, List<WatchedPlate> plates, SampleBlock block, int sample, long atMicros) {
    Ring ring = boards.get(board);
    if (ring == null || !ring.plates.equals(plates)) {
      ring = new Ring(plates);
      boards.put(board, ring);
    }
    ring.add(block, sample, atMicros);
  }

  /** The samples from half a second before {@code beginMicros} on, as far as they are kept. */
  Bytes cut(PlateId plate, long beginMicros) {
    Ring ring = boards.getOrDefault(plate.board(), Ring.EMPTY);
    byte[] name = plate.toString().getBytes(StandardCharsets.UTF_8);
    int column = ring.column(plate);
    int first = column < 0 ? ring.size : ring.firstFrom(beginMicros - MARGIN_MICROS);
    ByteBuffer bytes = ByteBuffer.allocate(3 + name.length + 12 * (ring.size - first));
    bytes.put((byte) name.length).put(name).putShort((short) 0);
    int samples = 0;
    for (int i = first; i < ring.size; i++) {
      int mg = ring.mg(i, column);
      if (mg != SampleBlock.NO_READING) {
        bytes.putLong(ring.at(i) - shiftMicros).putInt(mg);
        samples++;
      }
    }
    bytes.putShort(1 + name.length, (short) samples);
    return Bytes.owning(Arrays.copyOf(bytes.array(), bytes.position()));
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
    private static final Ring EMPTY = new Ring(List.of());

    private final List<WatchedPlate> plates;
    private final long[] micros;
    private final int[] weightsMg;
    private int next;
    private int size;

    Ring(List<WatchedPlate> plates) {
      this.plates = plates;
      int samples = Math.clamp(MOST_READINGS / Math.max(1, plates.size()), 1, SAMPLES);
      this.micros = new long[samples];
      this.weightsMg = new int[samples * plates.size()];
    }

    void add(SampleBlock block, int sample, long atMicros) {
      micros[next] = atMicros;
      for (int p = 0; p < plates.size(); p++) {
        weightsMg[next * plates.size() + p] = block.readingMg(sample, p);
      }
      next = (next + 1) % micros.length;
      size = Math.min(micros.length, size + 1);
    }

    int column(PlateId plate) {
      for (int p = 0; p < plates.size(); p++) {
        if (plates.get(p).plate().equals(plate)) {
          return p;
        }
      }
      return -1;
    }

    int firstFrom(long atMicros) {
      int i = 0;
      while (i < size && at(i) < atMicros) {
        i++;
      }
      return i;
    }

    long at(int i) {
      return micros[place(i)];
    }

    int mg(int i, int column) {
      return weightsMg[place(i) * plates.size() + column];
    }

    private int place(int i) {
      return Math.floorMod(next - size + i, micros.length);
    }
  }
}
