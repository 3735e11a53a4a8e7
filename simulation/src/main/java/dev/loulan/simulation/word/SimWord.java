package dev.loulan.simulation.word;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Output;
import dev.loulan.simulation.edge.Canary;
import dev.loulan.simulation.edge.Edges;
import dev.loulan.simulation.run.Outcome;
import dev.loulan.simulation.run.Scenario;
import dev.loulan.simulation.run.Shrinking;
import dev.loulan.simulation.run.Simulation;
import dev.loulan.simulation.run.StepMeasurement;
import dev.loulan.simulation.shelf.StepErrors;
import dev.loulan.simulation.world.FaultKind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs seeds and says which are not sound. */
@Command(name = "sim", mixinStandardHelpOptions = true)
final class SimWord implements Callable<Integer> {
  private static final int MOST_SHRINKING_RUNS = 60;
  private static final int MOVES_OF_EACH = 2_000;

  @Option(names = "--seed", paramLabel = "N", descriptionKey = "sim.seed")
  private @Nullable Long seed;

  @Option(names = "--seeds", paramLabel = "A..B", descriptionKey = "sim.seeds")
  private @Nullable String seeds;

  @Option(names = "--shelves", paramLabel = "K", descriptionKey = "sim.shelves")
  private @Nullable Integer shelves;

  @Option(names = "--days", paramLabel = "D", descriptionKey = "sim.days")
  private @Nullable Integer days;

  @Option(names = "--faults", split = ",", paramLabel = "KIND", descriptionKey = "sim.faults")
  private List<String> faults = List.of();

  @Option(names = "--canary", paramLabel = "NAME", descriptionKey = "sim.canary")
  private @Nullable String canary;

  @Option(names = "--no-shrink", descriptionKey = "sim.noshrink")
  private boolean noShrink;

  @Option(names = "--forever", descriptionKey = "sim.forever")
  private boolean forever;

  @Option(names = "--report", paramLabel = "FILE", descriptionKey = "sim.report")
  private @Nullable Path report;

  @Option(names = "--history", paramLabel = "FILE", descriptionKey = "sim.history")
  private @Nullable Path history;

  @Option(names = "--measure", paramLabel = "FILE", descriptionKey = "sim.measure")
  private @Nullable Path measure;

  @Mixin private Output output;

  @Override
  public Integer call() throws InterruptedException {
    Path distribution = measure;
    Long one = seed;
    String range = seeds;
    if (distribution != null) {
      return measure(distribution);
    }
    if (forever) {
      return runForever(one);
    }
    if (range != null) {
      return runAll(range);
    }
    if (one == null) {
      throw Failure.sentence(Failure.USAGE, SimTexts.text("sim.which"));
    }
    return runOne(one);
  }

  private int measure(Path file) {
    StepErrors measured = StepMeasurement.measure(MOVES_OF_EACH);
    try {
      Files.writeString(file, measured.json().text() + "\n");
    } catch (IOException e) {
      throw Failure.sentence(
          Failure.MACHINE, SimTexts.text("sim.file", file, String.valueOf(e.getMessage())));
    }
    output.line(SimTexts.text("sim.measured", measured.steps(), measured.missedPpm(), file));
    output.result(measured.json());
    return 0;
  }

  private int runOne(long of) {
    Outcome outcome = runWithHistory(of);
    reportFile().ifPresent(file -> file.append(outcome));
    OutcomeText.lines(outcome).forEach(output::line);
    output.result(OutcomeText.json(outcome));
    shrink(outcome);
    return outcome.isSound() ? 0 : Failure.UNSOUND;
  }

  private Outcome runWithHistory(long of) {
    Path file = history;
    if (file == null) {
      return Simulation.run(scenario(of), edges().get());
    }
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      return Simulation.run(
          scenario(of),
          edges().get(),
          event -> {
            try {
              lines.append(event.toString()).append('\n');
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (IOException | UncheckedIOException e) {
      throw Failure.sentence(
          Failure.MACHINE, SimTexts.text("sim.file", file, String.valueOf(e.getMessage())));
    }
  }

  private void shrink(Outcome outcome) {
    if (!outcome.isSound() && !noShrink) {
      Outcome smaller = new Shrinking(edges(), MOST_SHRINKING_RUNS).smallest(outcome);
      output.progress(OutcomeText.shrunk(smaller));
    }
  }

  private int runAll(String range) throws InterruptedException {
    long[] ends = ends(range);
    List<Outcome> outcomes = new ArrayList<>();
    Batch batch = batch();
    Optional<ReportFile> file = reportFile();
    batch.run(
        ends[0],
        ends[1],
        (outcome, progress) -> {
          outcomes.add(outcome);
          tell(outcome, file, progress);
        });
    outcomes.sort((a, b) -> Long.compare(a.scenario().seed(), b.scenario().seed()));
    output.line(batch.summary());
    output.result(outcomes.stream().map(OutcomeText::json).toList());
    outcomes.stream().filter(o -> !o.isSound()).findFirst().ifPresent(this::shrink);
    return outcomes.stream().allMatch(Outcome::isSound) ? 0 : Failure.UNSOUND;
  }

  private static long[] ends(String range) {
    int dots = range.indexOf("..");
    try {
      long from = Long.parseLong(range.substring(0, Math.max(0, dots)));
      long to = Long.parseLong(range.substring(dots + 2));
      if (from <= to) {
        return new long[] {from, to};
      }
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      // Said below.
    }
    throw Failure.sentence(Failure.USAGE, SimTexts.text("sim.seeds.form", range));
  }

  /** Goes on where the report ends, or with seeds that nobody ran before. */
  private int runForever(@Nullable Long from) throws InterruptedException {
    Optional<ReportFile> file = reportFile();
    long first =
        from != null
            ? from
            : file.map(ReportFile::next)
                .orElse(OptionalLong.empty())
                .orElseGet(System::currentTimeMillis);
    output.progress(SimTexts.text("sim.begins", first));
    Batch batch = batch();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> output.line(batch.stop()), "say-what-came-of-it"));
    batch.run(first, Long.MAX_VALUE, (outcome, progress) -> tell(outcome, file, progress));
    return 0;
  }

  private Batch batch() {
    var kinds = kinds();
    var edges = edges();
    return new Batch(of -> Simulation.run(scenario(of, kinds), edges.get()));
  }

  private Optional<ReportFile> reportFile() {
    return Optional.ofNullable(report).map(ReportFile::new);
  }

  private void tell(Outcome outcome, Optional<ReportFile> file, Optional<String> progress) {
    file.ifPresent(to -> to.append(outcome));
    if (!outcome.isSound()) {
      OutcomeText.lines(outcome).forEach(output::line);
    }
    progress.ifPresent(output::progress);
  }

  private Scenario scenario(long of) {
    return scenario(of, kinds());
  }

  private Scenario scenario(long of, Set<FaultKind> kinds) {
    Scenario drawn = Scenario.of(of);
    try {
      return new Scenario(
          of,
          shelves == null ? drawn.shelves() : shelves,
          days == null ? drawn.days() : days,
          kinds);
    } catch (IllegalArgumentException e) {
      throw Failure.sentence(
          Failure.USAGE, SimTexts.text("sim.bounds", String.valueOf(e.getMessage())));
    }
  }

  private Set<FaultKind> kinds() {
    if (faults.isEmpty()) {
      return EnumSet.allOf(FaultKind.class);
    }
    Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
    for (String word : faults) {
      kinds.add(
          Arrays.stream(FaultKind.values())
              .filter(kind -> kind.word().equals(word))
              .findFirst()
              .orElseThrow(() -> Failure.sentence(Failure.USAGE, noSuchKind(word))));
    }
    return kinds;
  }

  private static String noSuchKind(String word) {
    String all =
        Arrays.stream(FaultKind.values()).map(FaultKind::word).collect(Collectors.joining(", "));
    return SimTexts.text("sim.faults.none", word, all);
  }

  private Supplier<Edges> edges() {
    String name = canary;
    if (name == null) {
      return () -> Edges.NONE;
    }
    return Canaries.named(name)
        .map(Canary::edges)
        .orElseThrow(() ->
            Failure.sentence(
                Failure.USAGE,
                SimTexts.text("sim.canary.none", name, String.join(", ", Canaries.names()))));
  }
}
