package dev.loulan.inference.picture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the raw samples that are kept as evidence of a step.
 *
 * <p>A window holds one plate after another: the name as {@code board/plate} in UTF-8 after its
 * length in a byte, the number of samples in two, and each sample in twelve: time {@code i64} in
 * micros since the Unix epoch, weight {@code i32} in milligrams, big-endian.
 */
public final class EvidenceWindow {
  private static final int SAMPLE_BYTES = 12;

  private EvidenceWindow() {}

  /**
   * The curves of some windows, one for each plate, each sample once.
   *
   * @throws IllegalArgumentException when a window ends in the middle of something
   */
  public static List<Curve> curves(List<byte[]> windows) {
    SortedMap<String, SortedMap<Long, Integer>> plates = new TreeMap<>();
    for (byte[] window : windows) {
      read(ByteBuffer.wrap(window), plates);
    }
    List<Curve> curves = new ArrayList<>();
    plates.forEach((plate, samples) -> {
      List<Curve.Sample> all = new ArrayList<>();
      samples.forEach((at, mg) -> all.add(new Curve.Sample(at, mg)));
      curves.add(new Curve(plate, all));
    });
    return curves;
  }

  private static void read(ByteBuffer from, SortedMap<String, SortedMap<Long, Integer>> plates) {
    while (from.hasRemaining()) {
      byte[] name = new byte[Byte.toUnsignedInt(from.get())];
      need(from, name.length + 2);
      from.get(name);
      int samples = Short.toUnsignedInt(from.getShort());
      need(from, samples * SAMPLE_BYTES);
      SortedMap<Long, Integer> into =
          plates.computeIfAbsent(new String(name, StandardCharsets.UTF_8), _ -> new TreeMap<>());
      for (int i = 0; i < samples; i++) {
        into.put(from.getLong(), from.getInt());
      }
    }
  }

  private static void need(ByteBuffer from, int bytes) {
    if (from.remaining() < bytes) {
      throw new IllegalArgumentException(
          "An evidence window ends " + (bytes - from.remaining()) + " bytes too early");
    }
  }
}
