package dev.loulan.inference.signal;

/**
 * Cosine and sine of an angle, which StrictMath cannot give without allocating. The same bits on
 * every machine; allocates nothing after construction.
 *
 * <p>The series of a sixteenth of the angle, doubled four times: exact to 1e-14 for angles up to
 * four.
 */
final class Turn {
  private static final int DOUBLINGS = 4;

  private double cosine;
  private double sine;

  /**
   * Sets both.
   *
   * @param radians not beyond four, either way
   */
  void set(double radians) {
    double x = radians / (1 << DOUBLINGS);
    double xx = x * x;
    double c = 1 - xx / 2 * (1 - xx / 12 * (1 - xx / 30 * (1 - xx / 56 * (1 - xx / 90))));
    double s = x * (1 - xx / 6 * (1 - xx / 20 * (1 - xx / 42 * (1 - xx / 72 * (1 - xx / 110)))));
    for (int i = 0; i < DOUBLINGS; i++) {
      double doubled = c * c - s * s;
      s = 2 * s * c;
      c = doubled;
    }
    cosine = c;
    sine = s;
  }

  double cosine() {
    return cosine;
  }

  double sine() {
    return sine;
  }
}
