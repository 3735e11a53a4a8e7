package dev.loulan.inference.picture;

import java.util.List;

/**
 * The raw samples of one plate around its steps.
 *
 * @param plate as {@code board/plate}
 * @param samples by time
 */
public record Curve(String plate, List<Sample> samples) {

  /** One reading, micros since the Unix epoch and milligrams. */
  public record Sample(long atMicros, int mg) {}

  public Curve {
    samples = List.copyOf(samples);
  }
}
