package dev.loulan.benchmarks.settlement;

import dev.loulan.benchmarks.Bench;
import dev.loulan.benchmarks.BenchOptions;
import dev.loulan.benchmarks.measure.Pairs;
import dev.loulan.benchmarks.report.Ratio;
import dev.loulan.benchmarks.report.Report;
import dev.loulan.clearing.statement.StatementCsv;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.agreement.TermsDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A day of a million sales on a thousand shelves under 64 agreements. */
public final class SettlementBench implements Bench {
  private static final int AGREEMENTS = 64;
  private static final int EVERY = 100;

  @Override
  public String name() {
    return "settlement";
  }

  @Override
  public void run(BenchOptions options, Report report) throws Exception {
    int shelves = options.size(1_000, 100);
    int sales = options.size(1_000, 200);
    options
        .progress()
        .accept("Drawing " + (long) shelves * sales + " sales on " + shelves + " shelves");
    List<TermsDocument> terms = terms(options.seed());
    List<ShelfLog> logs = logs(shelves, sales, options.seed());
    Path folder = Files.createTempDirectory("loulan-settlement");
    try {
      split(options, report, logs, terms.stream().map(TermsDocument::terms).toList(), folder);
      statements(options, report, logs, terms, folder);
    } finally {
      delete(folder);
    }
  }

  private static void split(
      BenchOptions options, Report report, List<ShelfLog> logs, List<Terms> terms, Path folder)
      throws Exception {
    long sales = logs.stream().mapToLong(log -> log.leaves().size() - 3L).sum();
    String what = sales + " sales, " + logs.size() + " shelves, " + terms.size() + " agreements";
    try (SqlPeer peer = SqlPeer.of(folder.resolve("peer.db"), logs, terms)) {
      options.progress().accept("Comparing both results");
      if (!ours(logs, terms).equals(peer.settle())) {
        throw new IllegalStateException("The contract's split and the SQL statement do not agree");
      }
      options.progress().accept("Measuring " + what);
      Pairs pairs =
          Pairs.run(
              options.pairs(),
              () -> perSecond(sales, () -> ours(logs, terms)),
              () -> perSecond(sales, peer::settle));
      pairs
          .rows(what, "contract, logs verified", "one SQL statement, SQLite", "settle", "sales/s")
          .forEach(report::add);
      report.add(
          pairs.ratio("vs_sql", "contract, logs verified", "one SQL statement, SQLite", "≥ 1"));
    }
  }

  private static SortedMap<Integer, List<Long>> ours(List<ShelfLog> logs, List<Terms> terms) {
    List<List<Long>> amounts =
        IntStream.range(0, logs.size())
            .parallel()
            .mapToObj(i -> VerifiedDay.settle(logs.get(i), terms.get(i % terms.size())))
            .toList();
    TreeMap<Integer, List<Long>> byShelf = new TreeMap<>();
    for (int i = 0; i < amounts.size(); i++) {
      byShelf.put(i, amounts.get(i));
    }
    return byShelf;
  }

  private static void statements(
      BenchOptions options,
      Report report,
      List<ShelfLog> logs,
      List<TermsDocument> terms,
      Path folder) {
    AtomicLong done = new AtomicLong();
    long begin = System.nanoTime();
    IntStream.range(0, logs.size())
        .parallel()
        .forEach(i -> {
          ShelfStatements statements =
              new ShelfStatements(logs.get(i), terms.get(i % terms.size()));
          statements.host(bundle -> {
            write(folder.resolve(i + ".json"), bundle.json().text());
            write(folder.resolve(i + ".csv"), StatementCsv.of(bundle));
          });
          long count = done.incrementAndGet();
          if (count % EVERY == 0) {
            options.progress().accept(count + " of " + logs.size() + " statements");
          }
        });
    double seconds = (System.nanoTime() - begin) / 1e9;
    report.add(
        Ratio.counted(
            "statements_s",
            logs.size() + " parties, proof bundle and CSV each",
            "none",
            seconds,
            "≤ 60"));
  }

  private static double perSecond(long sales, Work work) throws Exception {
    long begin = System.nanoTime();
    Object result = work.run();
    if (result == null) {
      throw new IllegalStateException("Nothing was settled");
    }
    return sales * 1e9 / (System.nanoTime() - begin);
  }

  @FunctionalInterface
  private interface Work {
    Object run() throws Exception;
  }

  private static List<ShelfLog> logs(int shelves, int sales, long seed) {
    return IntStream.range(0, shelves)
        .parallel()
        .mapToObj(i -> ShelfLog.draw("shelf-" + i, sales, random(seed + i)))
        .toList();
  }

  private static List<TermsDocument> terms(long seed) {
    RandomGenerator random = random(seed);
    List<TermsDocument> terms = new ArrayList<>();
    for (int i = 0; i < AGREEMENTS; i++) {
      int operator = 1_000 + random.nextInt(5_000);
      int host = 500 + random.nextInt(3_000);
      String json =
          "{\"agreementId\":\"a"
              + i
              + "\",\"version\":1,\"currency\":\"USD\","
              + "\"basis\":\"profitAfterSupplierCost\",\"shelves\":[\"s\"],\"otherCostBp\":"
              + (4_000 + random.nextInt(2_000))
              + ",\"paymentFee\":{\"bp\":"
              + (30 + random.nextInt(200))
              + ",\"fixedMinor\":0},"
              + "\"parties\":[{\"role\":\"operator\",\"partyId\":\"op\",\"bp\":"
              + operator
              + "},"
              + "{\"role\":\"host\",\"partyId\":\"host"
              + i
              + "\",\"bp\":"
              + host
              + "},"
              + "{\"role\":\"supplier\",\"partyId\":\"acme\",\"bp\":"
              + (10_000 - operator - host)
              + "},{\"role\":\"provider\",\"partyId\":\"pay\"}],\"effectiveFrom\":\"2026-01-01\"}";
      terms.add(TermsDocument.read(json.getBytes(StandardCharsets.UTF_8)));
    }
    return terms;
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
