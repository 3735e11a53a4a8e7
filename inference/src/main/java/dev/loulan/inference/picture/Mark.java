package dev.loulan.inference.picture;

import java.util.List;

/**
 * A step on one or several plates together.
 *
 * @param plates each as {@code board/plate}
 * @param beginMicros micros since the Unix epoch
 * @param deltaMg of all plates together
 * @param label what it was taken for; may be empty
 */
public record Mark(
    List<String> plates,
    long beginMicros,
    long endMicros,
    long deltaMg,
    long sigmaMg,
    String label) {
  public Mark {
    plates = List.copyOf(plates);
  }
}
