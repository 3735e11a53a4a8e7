package dev.loulan.cli.infer;

import dev.loulan.bridge.recording.RecordingException;
import dev.loulan.bridge.recording.WeightColumn;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.cli.output.Table;
import dev.loulan.cli.shelf.ShelfFiles;
import dev.loulan.inference.signal.CellScan;
import dev.loulan.inference.signal.PlateHealth;
import dev.loulan.inference.signal.SignalSettings;
import dev.loulan.inference.signal.Step;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds the weight steps in a file of one load cell. */
@Command(name = "infer", mixinStandardHelpOptions = true)
public final class InferWord implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", descriptionKey = "infer.file")
  private Path file;

  @Option(names = "--time", paramLabel = "COLUMN", descriptionKey = "infer.time")
  private @Nullable String time;

  @Option(names = "--weight", paramLabel = "COLUMN", descriptionKey = "infer.weight")
  private @Nullable String weight;

  @Option(names = "--planogram", paramLabel = "FILE", descriptionKey = "infer.planogram")
  private @Nullable Path planogram;

  @Mixin private Output output;

  @Override
  public Integer call() {
    CellScan scan = new CellScan(settings());
    try (WeightColumn rows = new WeightColumn(file, time, weight)) {
      while (rows.next()) {
        scan.accept(rows.atMicros(), rows.weightMg());
      }
      show(scan.finish(), rows);
    } catch (RecordingException e) {
      throw Failure.of(Failure.USAGE, e);
    }
    return 0;
  }

  private SignalSettings settings() {
    if (planogram == null) {
      return SignalSettings.UNKNOWN_CELL;
    }
    return ShelfFiles.read(planogram).planogram().products().values().stream()
        .map(product -> product.unitWeightMg())
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .min()
        .stream()
        .mapToObj(SignalSettings.UNKNOWN_CELL::forProductsFrom)
        .findFirst()
        .orElse(SignalSettings.UNKNOWN_CELL);
  }

  /** Steps by time; what changed while samples were missing is in the health list, as a gap. */
  private void show(CellScan.Result found, WeightColumn rows) {
    Table table = new Table().row("begin", "end", "g", "±");
    List<Map<String, @Nullable Object>> steps = new ArrayList<>();
    for (Step step : found.steps()) {
      BigDecimal begin = rows.inOwnUnit(step.beginMicros());
      BigDecimal end = rows.inOwnUnit(step.endMicros());
      BigDecimal grams = grams(step.deltaMg());
      BigDecimal sigma = grams(step.sigmaMg());
      table.row(
          begin.toPlainString(), end.toPlainString(), grams.toPlainString(), sigma.toPlainString());
      steps.add(JsonText.object("begin", begin, "end", end, "grams", grams, "sigma", sigma));
    }
    table.lines().forEach(output::line);
    output.line(Messages.text("infer.summary", found.steps().size()));
    List<Map<String, @Nullable Object>> sick = new ArrayList<>();
    for (PlateHealth one : found.health()) {
      String kind = one.kind().name().toLowerCase(Locale.ROOT);
      output.line(Messages.text("infer.health", kind, one.count()));
      sick.add(
          JsonText.object(
              "kind", kind, "count", one.count(), "last", rows.inOwnUnit(one.lastMicros())));
    }
    output.result(JsonText.object("steps", steps, "health", sick));
  }

  private static BigDecimal grams(long mg) {
    return BigDecimal.valueOf(mg, 3);
  }
}
