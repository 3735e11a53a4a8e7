package dev.loulan.testkit.chance;

/**
 * Random numbers of a seed, the same on every machine: only integer steps and plain arithmetic.
 *
 * <p>SplitMix64 (Steele, Lea, Flood 2014). Not for secrets, not for several threads.
 */
public final class Chance {

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  public Chance(long seed) {
    this.state = seed;
  }

  /** An independent sequence for a part of what this one decides. */
  public static Chance of(long seed, long part) {
    return new Chance(mix(seed + GOLDEN * (part + 1)));
  }

  public long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** From 0, inclusive, to 1, exclusive. */
  public double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  public int below(int bound) {
    return (int) (unit() * bound);
  }

  /** From {@code from}, inclusive, to {@code to}, exclusive. */
  public long between(long from, long to) {
    return from + (long) (unit() * (to - from));
  }

  public boolean happens(double probability) {
    return unit() < probability;
  }

  /** Mean 0, standard deviation 1: a sum of six uniforms, so never beyond 4.3. */
  public double normal() {
    double sum = unit() + unit() + unit() + unit() + unit() + unit();
    return (sum - 3) * 1.4142135623730951;
  }

  private static long mix(long from) {
    long z = (from ^ (from >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
