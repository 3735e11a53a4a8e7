package dev.loulan.simulation.world;

import dev.loulan.testkit.chance.Chance;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Time, chance, faults and history of one run. */
public final class World {
  private static final int MOST_VIOLATIONS = 20;

  private final long seed;
  private final Timeline time;
  private final Faults faults;
  private final History history;
  private final List<Violation> violations = new ArrayList<>();

  public World(long seed, long beginMicros, Faults faults, Consumer<History.Event> listener) {
    this.seed = seed;
    this.history = new History(listener);
    this.time = new Timeline(beginMicros);
    this.faults = faults;
  }

  public Timeline time() {
    return time;
  }

  public Faults faults() {
    return faults;
  }

  public History history() {
    return history;
  }

  /** An own sequence of chance for a part of the world, independent of what others draw. */
  public Chance chance(String part) {
    long hash = 1125899906842597L;
    for (int i = 0; i < part.length(); i++) {
      hash = 31 * hash + part.charAt(i);
    }
    return Chance.of(seed, hash);
  }

  public void note(String who, String what) {
    history.add(time.now(), who, what);
  }

  /** Says that something that must hold does not; the run goes on. */
  public void violated(String invariant, String what) {
    note("check", invariant + ": " + what);
    if (violations.size() < MOST_VIOLATIONS) {
      String at = Instant.EPOCH.plus(time.now(), ChronoUnit.MICROS).toString();
      violations.add(new Violation(invariant, at, what));
    }
  }

  public List<Violation> violations() {
    return List.copyOf(violations);
  }
}
