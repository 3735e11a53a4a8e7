package dev.loulan.benchmarks.word;

import dev.loulan.benchmarks.Bench;
import dev.loulan.benchmarks.chain.ChainBench;
import dev.loulan.benchmarks.footprint.FootprintBench;
import dev.loulan.benchmarks.inference.InferenceBench;
import dev.loulan.benchmarks.journal.JournalBench;
import dev.loulan.benchmarks.settlement.SettlementBench;
import dev.loulan.benchmarks.signing.SigningBench;
import dev.loulan.benchmarks.simulation.SimBench;
import java.util.List;
import java.util.Optional;

/** The benchmarks by name. */
final class Benches {
  private static final List<Bench> ALL =
      List.of(
          new ChainBench(),
          new FootprintBench(),
          new InferenceBench(),
          new JournalBench(),
          new SettlementBench(),
          new SigningBench(),
          new SimBench());

  private Benches() {}

  static Optional<Bench> named(String name) {
    return ALL.stream().filter(bench -> bench.name().equals(name)).findFirst();
  }

  static List<String> names() {
    return ALL.stream().map(Bench::name).sorted().toList();
  }
}
