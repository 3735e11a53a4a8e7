package dev.loulan.simulation.run;

import dev.loulan.simulation.world.FaultKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a run consists of; the rest follows from the seed.
 *
 * @param shelves how many
 * @param days days with faults; a few quiet ones follow
 * @param faults kinds that may strike
 */
public record Scenario(long seed, int shelves, int days, Set<FaultKind> faults) {
  private static final int LONG_DAYS = 63;

  public Scenario {
    if (shelves < 1 || shelves > 50 || days < 1 || days > 400) {
      throw new IllegalArgumentException(
          "A run has 1 to 50 shelves and 1 to 400 days, not " + shelves + " and " + days);
    }
    faults = Set.copyOf(faults);
  }

  /** All usual kinds of faults are allowed; the seed picks among them. */
  public static Scenario of(long seed, int shelves, int days) {
    return new Scenario(seed, shelves, days, EnumSet.allOf(FaultKind.class));
  }

  /** Shelves and days of the size that the seed picks; each hundredth is longer than 60 days. */
  public static Scenario of(long seed) {
    if (seed % 100 == 0) {
      return of(seed, 1, LONG_DAYS);
    }
    var chance = dev.loulan.testkit.chance.Chance.of(seed, 77);
    return of(seed, 1 + chance.below(3), 2 + chance.below(6));
  }

  Scenario with(int fewerShelves, int fewerDays, Set<FaultKind> fewerFaults) {
    return new Scenario(seed, fewerShelves, fewerDays, fewerFaults);
  }
}
