package dev.loulan.inference.signal;

/**
 * The last samples of a plate, and whether they rest. Allocates nothing after construction.
 *
 * <p>Rest is judged on robust spread: the samples farthest from the median are left out (one in
 * ten, at least one), then the range and the difference of the two halves must be small.
 */
final class Window {
  private final int capacity;
  private final long[] atMicros;
  private final int[] weightMg;
  private final int[] sorted;
  private int next;
  private int size;

  private int measured;
  private int count;
  private double mean;
  private double spread;
  private double slope;

  Window(int capacity) {
    this.capacity = capacity;
    this.atMicros = new long[capacity];
    this.weightMg = new int[capacity];
    this.sorted = new int[capacity];
  }

  void add(long at, int mg) {
    atMicros[next] = at;
    weightMg[next] = mg;
    next = next + 1 == capacity ? 0 : next + 1;
    if (size < capacity) {
      size++;
    }
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** Forgets all but the newest samples. */
  void keep(int newest) {
    size = Math.min(size, newest);
  }

  private int index(int age) {
    int i = next - 1 - age;
    return i < 0 ? i + capacity : i;
  }

  int newestMg(int age) {
    return weightMg[index(age)];
  }

  long newestMicros(int age) {
    return atMicros[index(age)];
  }

  /**
   * Measures the newest samples that lie within {@code windowMicros}, at least {@code minSamples}.
   *
   * @return false when there are not yet enough of them
   */
  boolean measure(long windowMicros, int minSamples) {
    if (size < minSamples) {
      return false;
    }
    long newest = newestMicros(0);
    int n = minSamples;
    while (n < size && newest - newestMicros(n - 1) < windowMicros) {
      n++;
    }
    boolean longEnough = newest - newestMicros(n - 1) >= windowMicros * 9 / 10 || n == capacity;
    if (!longEnough) {
      return false;
    }
    measureNewest(n);
    return true;
  }

  /** Measures the newest {@code n} samples whatever their times. */
  void measureNewest(int n) {
    measured = n;
    for (int i = 0; i < n; i++) {
      insert(i, newestMg(i));
    }
    int low = 0;
    int high = n - 1;
    int median = sorted[n / 2];
    for (int drop = Math.max(1, n / 10); drop > 0 && high - low > 1; drop--) {
      if (median - sorted[low] > sorted[high] - median) {
        low++;
      } else {
        high--;
      }
    }
    long sum = 0;
    for (int i = low; i <= high; i++) {
      sum += sorted[i];
    }
    count = high - low + 1;
    mean = (double) sum / count;
    spread = (double) sorted[high] - sorted[low];
    slope = halves(n, sorted[low], sorted[high]);
  }

  /**
   * Standard deviation of all samples kept, also those on the way to where it rests now, by the
   * median of the absolute differences of neighbours.
   */
  double shakingMg() {
    int differences = size - 1;
    if (differences < 2) {
      return 0;
    }
    for (int i = 0; i < differences; i++) {
      insert(i, Math.abs(newestMg(i) - newestMg(i + 1)));
    }
    return NoiseEstimate.MEDIAN_DIFFERENCE_TO_SIGMA * sorted[differences / 2];
  }

  private double halves(int n, int lowest, int highest) {
    long newer = 0;
    long older = 0;
    int newerCount = 0;
    int olderCount = 0;
    int half = n / 2;
    for (int age = 0; age < n; age++) {
      int mg = newestMg(age);
      if (mg < lowest || mg > highest) {
        continue;
      }
      if (age < half) {
        newer += mg;
        newerCount++;
      } else if (age >= n - half) {
        older += mg;
        olderCount++;
      }
    }
    if (newerCount == 0 || olderCount == 0) {
      return highest - (double) lowest;
    }
    return (double) newer / newerCount - (double) older / olderCount;
  }

  private void insert(int filled, int mg) {
    int i = filled;
    while (i > 0 && sorted[i - 1] > mg) {
      sorted[i] = sorted[i - 1];
      i--;
    }
    sorted[i] = mg;
  }

  /** Samples that the last measure kept. */
  int count() {
    return count;
  }

  /** Mean of what the last measure kept. */
  double mean() {
    return mean;
  }

  /** Range of what the last measure kept. */
  double spread() {
    return spread;
  }

  /** Mean of the newer half minus mean of the older half. */
  double slope() {
    return slope;
  }

  /** Time of the oldest sample that the last measure looked at. */
  long beginMicros() {
    return newestMicros(measured - 1);
  }
}
