package dev.loulan.bridge.frame;

import java.util.Arrays;

/**
 * The weights of one frame: some samples, each with a reading of every plate of the board.
 *
 * <p>Immutable; equal when every time and every reading is.
 */
public final class SampleBlock {

  /** Stands for a plate that gave no reading. */
  public static final int NO_READING = Integer.MIN_VALUE;

  private final long firstMicros;
  private final int[] offsetsMicros;
  private final int[] readingsMg;
  private final int plates;

  /**
   * Takes copies of the arrays.
   *
   * @param firstMicros time to which the offsets are added, micros since the Unix epoch
   * @param offsetsMicros offset of each sample, read as unsigned
   * @param readingsMg sample by sample, plate by plate, in milligrams, or {@link #NO_READING}
   * @throws IllegalArgumentException when there is no sample, or not the same number of readings in
   *     each, or more than 65,535 of either
   */
  public SampleBlock(long firstMicros, int[] offsetsMicros, int[] readingsMg) {
    int samples = offsetsMicros.length;
    if (samples == 0 || readingsMg.length == 0 || readingsMg.length % samples != 0) {
      throw new IllegalArgumentException(
          "A block holds the same number of readings for each sample, found "
              + readingsMg.length
              + " readings for "
              + samples
              + " samples");
    }
    if (samples > 0xffff || readingsMg.length / samples > 0xffff) {
      throw new IllegalArgumentException("A block holds at most 65,535 samples and plates");
    }
    this.firstMicros = firstMicros;
    this.offsetsMicros = offsetsMicros.clone();
    this.readingsMg = readingsMg.clone();
    this.plates = readingsMg.length / samples;
  }

  public int samples() {
    return offsetsMicros.length;
  }

  public int plates() {
    return plates;
  }

  /** The time to which the offsets are added, micros since the Unix epoch. */
  public long firstMicros() {
    return firstMicros;
  }

  /** When the sample was taken, micros since the Unix epoch. */
  public long atMicros(int sample) {
    return firstMicros + Integer.toUnsignedLong(offsetsMicros[sample]);
  }

  /** What the plate weighed, in milligrams, or {@link #NO_READING}. */
  public int readingMg(int sample, int plate) {
    if (plate < 0 || plate >= plates) {
      throw new IndexOutOfBoundsException("Plate " + plate + " of " + plates);
    }
    return readingsMg[sample * plates + plate];
  }

  int offsetMicros(int sample) {
    return offsetsMicros[sample];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SampleBlock that
        && firstMicros == that.firstMicros
        && Arrays.equals(offsetsMicros, that.offsetsMicros)
        && Arrays.equals(readingsMg, that.readingsMg);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(firstMicros) + Arrays.hashCode(offsetsMicros))
        + Arrays.hashCode(readingsMg);
  }

  @Override
  public String toString() {
    return samples() + " samples of " + plates + " plates from " + firstMicros;
  }
}
