package dev.loulan.benchmarks.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A goal as the requirement states it, such as {@code ≤ 1.15}, {@code ≥ 1,000,000}, {@code = 1} or
 * {@code ≤ 1/16}.
 */
public record Goal(String text) {
  private static final Pattern FORM = Pattern.compile("([≤≥=]) ?([0-9][0-9,.]*)(?:/([0-9]+))?.*");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException when the text is no goal
   */
  public Goal {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("Not a goal: " + text);
    }
  }

  /** Whether a value reaches it. */
  public boolean isMetBy(double value) {
    Matcher form = FORM.matcher(text);
    form.matches();
    double limit = Double.parseDouble(form.group(2).replace(",", ""));
    if (form.group(3) != null) {
      limit /= Double.parseDouble(form.group(3));
    }
    return switch (form.group(1)) {
      case "≤" -> value <= limit;
      case "≥" -> value >= limit;
      default -> value == limit;
    };
  }
}
