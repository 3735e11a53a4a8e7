package dev.loulan.domain;

/** A share in hundredths of a per cent, 0 to 10,000. */
public record BasisPoints(int value) {

  /** The whole: 100 %. */
  public static final int WHOLE = 10_000;

  /**
   * @throws IllegalArgumentException outside 0 to {@link #WHOLE}
   */
  public BasisPoints {
    if (value < 0 || value > WHOLE) {
      throw new IllegalArgumentException(
          "A share is 0 to " + WHOLE + " basis points, found " + value);
    }
  }
}
