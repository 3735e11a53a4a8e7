package dev.loulan.inference.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sums the probabilities of all ways to explain a group of events, by what is out of the shelf at
 * the end.
 *
 * <p>Two ways that leave the same things out, and remember the same of takes that may be undone,
 * are one state from there on, so the sum is exact as long as nothing is pruned. Pruned are states
 * less likely than the best by {@link #MARGIN} nats, and beyond {@link #WIDTH} states. The margin
 * is wide because later events can make an unlikely beginning likely again: a put-back of a strange
 * weight speaks for its strange take.
 */
final class NetSearch {
  static final int WIDTH = 2_000;
  static final double MARGIN = 60;

  /**
   * An outcome.
   *
   * @param out units of each item that are out of the shelf
   * @param path for each event the explanation of the likeliest way to this outcome
   */
  record Outcome(List<Integer> out, double probability, List<Explanation> path) {}

  private static final class State {
    private final int[] out;
    private double logSum = Double.NEGATIVE_INFINITY;
    private double logBest = Double.NEGATIVE_INFINITY;
    private @Nullable State before;
    private @Nullable Explanation via;
    private int events;

    State(int[] out) {
      this.out = out;
    }

    void weigh(double log) {
      logSum += log;
      logBest += log;
    }
  }

  private NetSearch() {}

  /** The outcomes, likeliest first; probabilities sum to 1. */
  static List<Outcome> outcomes(Explanations explanations, int events, GroupScans scans) {
    List<Map<List<Integer>, State>> layers = new ArrayList<>();
    for (int i = 0; i <= events; i++) {
      layers.add(new LinkedHashMap<>());
    }
    int[] nothing = explanations.start();
    State start = new State(nothing);
    start.logSum = 0;
    start.logBest = 0;
    layers.getFirst().put(key(nothing), start);
    for (int i = 0; i < events; i++) {
      int layer = i;
      List<State> states = pruned(layers.get(i));
      states.forEach(state -> state.weigh(scans.logBetween(layer, layer, state.out)));
      for (int count = 1; count <= Explanations.MOST_EVENTS && i + count <= events; count++) {
        spread(states, explanations, layers.get(i + count), i, count, scans);
      }
    }
    List<State> last = new ArrayList<>(layers.get(events).values());
    last.forEach(state -> state.weigh(scans.logBetween(events, events, state.out)));
    last.forEach(state -> state.weigh(scans.logAtEnd(state.out)));
    return normalised(pruned(last), explanations.items().size());
  }

  private static void spread(
      List<State> states,
      Explanations explanations,
      Map<List<Integer>, State> target,
      int from,
      int count,
      GroupScans scans) {
    List<Explanation> ways = explanations.of(from, count);
    for (State state : states) {
      for (Explanation way : ways) {
        int[] out = way.apply(state.out);
        if (out != null) {
          explanations.forget(out, from + count);
          State next = target.computeIfAbsent(key(out), _ -> new State(out));
          double log = way.logProbability() + scans.logBetween(from + 1, from + count - 1, out);
          next.logSum = logAdd(next.logSum, state.logSum + log);
          if (state.logBest + log > next.logBest) {
            next.logBest = state.logBest + log;
            next.before = state;
            next.via = way;
            next.events = count;
          }
        }
      }
    }
  }

  private static List<State> pruned(Map<List<Integer>, State> layer) {
    return pruned(new ArrayList<>(layer.values()));
  }

  private static List<State> pruned(List<State> states) {
    states.sort(
        Comparator.comparingDouble((State s) -> -s.logSum)
            .thenComparing(s -> s.out, Arrays::compare));
    int keep = 0;
    while (keep < Math.min(WIDTH, states.size())
        && states.get(keep).logSum >= states.getFirst().logSum - MARGIN) {
      keep++;
    }
    return states.subList(0, keep);
  }

  private static List<Outcome> normalised(List<State> states, int items) {
    double total = Double.NEGATIVE_INFINITY;
    for (State state : states) {
      total = logAdd(total, state.logSum);
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (State state : states) {
      List<Integer> out = key(state.out).subList(0, items);
      outcomes.add(new Outcome(out, StrictMath.exp(state.logSum - total), path(state)));
    }
    return outcomes;
  }

  private static List<Explanation> path(State last) {
    List<Explanation> path = new ArrayList<>();
    State state = last;
    while (state != null && state.via != null) {
      for (int i = 0; i < state.events; i++) {
        path.addFirst(state.via);
      }
      state = state.before;
    }
    return path;
  }

  private static List<Integer> key(int[] out) {
    return Arrays.stream(out).boxed().toList();
  }

  private static double logAdd(double a, double b) {
    double high = Math.max(a, b);
    if (high == Double.NEGATIVE_INFINITY) {
      return high;
    }
    return high + StrictMath.log1p(StrictMath.exp(Math.min(a, b) - high));
  }
}
