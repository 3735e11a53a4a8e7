package dev.loulan.clearing.trial;

import dev.loulan.clearing.sales.SoldLine;
import java.util.Comparator;

/** A machine where it stood; one that was moved is two, because each site has its own terms. */
record Machine(String device, String site) implements Comparable<Machine> {
  private static final Comparator<Machine> ORDER =
      Comparator.comparing(Machine::device).thenComparing(Machine::site);

  static Machine of(SoldLine line) {
    return new Machine(line.device(), line.site());
  }

  @Override
  public int compareTo(Machine other) {
    return ORDER.compare(this, other);
  }
}
