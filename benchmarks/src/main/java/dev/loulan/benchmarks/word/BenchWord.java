package dev.loulan.benchmarks.word;

import dev.loulan.benchmarks.Bench;
import dev.loulan.benchmarks.BenchOptions;
import dev.loulan.benchmarks.report.Machine;
import dev.loulan.benchmarks.report.Report;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Output;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures one part of the product beside its peers and prints the figures. */
@Command(name = "bench", mixinStandardHelpOptions = true)
final class BenchWord implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", arity = "0..1", descriptionKey = "bench.name")
  private @Nullable String name;

  @Option(names = "--quick", descriptionKey = "bench.quick")
  private boolean quick;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", descriptionKey = "bench.seed")
  private long seed;

  @Option(names = "--part", paramLabel = "PART", split = ",", descriptionKey = "bench.part")
  private List<String> parts = List.of();

  @Mixin private Output output;

  @Override
  public Integer call() throws Exception {
    String all = String.join(", ", Benches.names());
    String chosen = name;
    if (chosen == null) {
      throw Failure.sentence(Failure.USAGE, BenchTexts.text("bench.none", all));
    }
    Bench bench =
        Benches.named(chosen)
            .orElseThrow(() ->
                Failure.sentence(Failure.USAGE, BenchTexts.text("bench.unknown", chosen, all)));
    for (String part : parts) {
      if (!bench.parts().contains(part)) {
        String there = String.join(", ", bench.parts());
        throw Failure.sentence(
            Failure.USAGE,
            there.isEmpty()
                ? BenchTexts.text("bench.noParts", chosen)
                : BenchTexts.text("bench.unknownPart", chosen, part, there));
      }
    }
    Report report = new Report(bench.name(), Machine.read(), output::progress);
    bench.run(new BenchOptions(quick, seed, Set.copyOf(parts), output::progress), report);
    report.lines().forEach(output::line);
    output.result(report.json());
    return 0;
  }
}
