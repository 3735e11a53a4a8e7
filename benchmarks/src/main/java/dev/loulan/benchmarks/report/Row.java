package dev.loulan.benchmarks.report;

/**
 * A figure of one subject in one case.
 *
 * @param unit the unit of the three values
 * @param runs how many measurements stand behind them
 */
public record Row(
    String caseName,
    String subject,
    String metric,
    String unit,
    double median,
    double min,
    double max,
    int runs) {

  /** A figure from repeated runs. */
  public static Row of(
      String caseName, String subject, String metric, String unit, Summary summary) {
    return new Row(
        caseName,
        subject,
        metric,
        unit,
        summary.median(),
        summary.min(),
        summary.max(),
        summary.runs());
  }

  /** A figure that was counted once and that a second count would not change. */
  public static Row counted(
      String caseName, String subject, String metric, String unit, double value) {
    return new Row(caseName, subject, metric, unit, value, value, value, 1);
  }
}
