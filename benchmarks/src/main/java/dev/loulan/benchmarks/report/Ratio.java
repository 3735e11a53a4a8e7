package dev.loulan.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * A figure with a goal: a ratio of ours to a peer, or a figure of ours alone.
 *
 * @param value the median over the pairs; not a number when it could not be measured
 * @param reason why it is not met, where no figure can say it
 */
public record Ratio(
    String metric,
    String ours,
    String peer,
    double value,
    double min,
    double max,
    String goal,
    boolean met,
    @Nullable String reason) {

  /** A ratio from repeated pairs. */
  public static Ratio of(String metric, String ours, String peer, Summary summary, String goal) {
    return new Ratio(
        metric,
        ours,
        peer,
        summary.median(),
        summary.min(),
        summary.max(),
        goal,
        new Goal(goal).isMetBy(summary.median()),
        null);
  }

  /** A figure that was counted, not timed. */
  public static Ratio counted(String metric, String ours, String peer, double value, String goal) {
    return of(metric, ours, peer, new Summary(value, value, value, 1), goal);
  }

  /** A peer, or a part of the machine, that did not run. */
  public static Ratio notRun(String metric, String ours, String peer, String goal, String reason) {
    return new Ratio(metric, ours, peer, Double.NaN, Double.NaN, Double.NaN, goal, false, reason);
  }
}
