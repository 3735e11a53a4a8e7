package dev.loulan.benchmarks.report;

import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Table;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers what a benchmark finds and shows it as a table or as JSON. For one thread. */
public final class Report {
  private final String name;
  private final Machine machine;
  private final List<Row> rows = new ArrayList<>();
  private final List<Ratio> ratios = new ArrayList<>();
  private final Consumer<String> found;

  /** One that tells nothing before it is asked. */
  public Report(String name, Machine machine) {
    this(name, machine, _ -> {});
  }

  /**
   * One that tells each figure when it is found: a long run that ends half way has said what it
   * knew.
   *
   * @param found takes a line for a person
   */
  public Report(String name, Machine machine, Consumer<String> found) {
    this.name = name;
    this.machine = machine;
    this.found = found;
  }

  public void add(Row row) {
    rows.add(row);
    found.accept(
        "%s, %s: %s %s %s"
            .formatted(
                row.caseName(), row.subject(), row.metric(), text(row.median()), row.unit()));
  }

  public void add(Ratio ratio) {
    ratios.add(ratio);
    String said = ratio.reason() == null ? (ratio.met() ? "met" : "not met") : ratio.reason();
    found.accept(
        "%s %s (%s): %s".formatted(ratio.metric(), text(ratio.value()), ratio.goal(), said));
  }

  /** The tables for a person. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        name
            + ": "
            + String.join(
                ", ",
                machine.cpu(),
                machine.cores() + " cores",
                machine.memoryMiB() + " MiB",
                machine.system(),
                "Java " + machine.java(),
                "load " + text(machine.load())));
    Table figures = new Table().row("case", "subject", "metric", "median", "min", "max", "unit");
    for (Row row : rows) {
      figures.row(
          row.caseName(),
          row.subject(),
          row.metric(),
          text(row.median()),
          text(row.min()),
          text(row.max()),
          row.unit());
    }
    lines.addAll(figures.lines());
    Table goals = new Table().row("metric", "ours", "peer", "value", "min", "max", "goal", "met");
    for (Ratio ratio : ratios) {
      String reason = ratio.reason() == null ? "" : ": " + ratio.reason();
      goals.row(
          ratio.metric(),
          ratio.ours(),
          ratio.peer(),
          text(ratio.value()),
          text(ratio.min()),
          text(ratio.max()),
          ratio.goal(),
          ratio.met() + reason);
    }
    lines.addAll(goals.lines());
    return lines;
  }

  /** The JSON object of {@code docs/cli.md}. */
  public Map<String, @Nullable Object> json() {
    return JsonText.object(
        "name",
        name,
        "machine",
        JsonText.object(
            "cpu",
            machine.cpu(),
            "cores",
            machine.cores(),
            "memoryMiB",
            machine.memoryMiB(),
            "system",
            machine.system(),
            "java",
            machine.java(),
            "load",
            number(machine.load())),
        "rows",
        rows.stream().map(Report::json).toList(),
        "ratios",
        ratios.stream().map(Report::json).toList());
  }

  private static Map<String, @Nullable Object> json(Row row) {
    return JsonText.object(
        "case",
        row.caseName(),
        "subject",
        row.subject(),
        "metric",
        row.metric(),
        "unit",
        row.unit(),
        "median",
        number(row.median()),
        "min",
        number(row.min()),
        "max",
        number(row.max()),
        "runs",
        row.runs());
  }

  private static Map<String, @Nullable Object> json(Ratio ratio) {
    Map<String, @Nullable Object> json =
        JsonText.object(
            "metric",
            ratio.metric(),
            "ours",
            ratio.ours(),
            "peer",
            ratio.peer(),
            "value",
            number(ratio.value()),
            "min",
            number(ratio.min()),
            "max",
            number(ratio.max()),
            "goal",
            ratio.goal(),
            "met",
            ratio.met());
    if (ratio.reason() != null) {
      json.put("reason", ratio.reason());
    }
    return json;
  }

  private static @Nullable BigDecimal number(double value) {
    return Double.isFinite(value) ? new BigDecimal(value, new MathContext(6)) : null;
  }

  private static String text(double value) {
    BigDecimal number = number(value);
    return number == null ? "-" : number.round(new MathContext(4)).toPlainString();
  }
}
