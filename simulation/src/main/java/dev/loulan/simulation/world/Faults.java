package dev.loulan.simulation.world;

import dev.loulan.testkit.chance.Chance;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Which faults strike in a run, and how often. The seed switches some off altogether, so that runs
 * differ in their mix and not only in their luck.
 */
public final class Faults {
  private final Map<FaultKind, Double> rates = new EnumMap<>(FaultKind.class);
  private final Map<FaultKind, Long> injected = new EnumMap<>(FaultKind.class);
  private final Map<FaultKind, Chance> chances = new EnumMap<>(FaultKind.class);
  private boolean over = true;

  /**
   * The mix of a seed.
   *
   * @param allowed kinds outside of these never strike
   */
  public Faults(long seed, Set<FaultKind> allowed) {
    Chance mix = Chance.of(seed, 1);
    for (FaultKind kind : FaultKind.values()) {
      boolean on = mix.happens(0.6);
      double scale = StrictMath.pow(4, 2 * mix.unit() - 1);
      chances.put(kind, new Chance(mix.next()));
      if (on && allowed.contains(kind)) {
        rates.put(kind, Math.min(1, kind.rate() * scale));
      }
    }
  }

  /** Whether the fault strikes here and now; then it counts as injected. */
  public boolean strikes(FaultKind kind) {
    Double rate = rates.get(kind);
    Chance chance = chances.get(kind);
    if (over || rate == null || chance == null || !chance.happens(rate)) {
      return false;
    }
    injected.merge(kind, 1L, Long::sum);
    return true;
  }

  /** Whether the run has faults of this kind. */
  public boolean has(FaultKind kind) {
    return rates.containsKey(kind);
  }

  /** From here on things go wrong. */
  public void begin() {
    over = false;
  }

  /** From here on nothing goes wrong any more. */
  public void end() {
    over = true;
  }

  public boolean areOver() {
    return over;
  }

  public Set<FaultKind> kinds() {
    return Set.copyOf(rates.keySet());
  }

  public long injected() {
    return injected.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How often each kind struck. */
  public Map<FaultKind, Long> counts() {
    return new EnumMap<>(injected);
  }
}
