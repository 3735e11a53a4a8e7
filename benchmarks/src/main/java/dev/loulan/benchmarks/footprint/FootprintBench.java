package dev.loulan.benchmarks.footprint;

import dev.loulan.benchmarks.Bench;
import dev.loulan.benchmarks.BenchOptions;
import dev.loulan.benchmarks.measure.Pairs;
import dev.loulan.benchmarks.report.Ratio;
import dev.loulan.benchmarks.report.Report;
import dev.loulan.benchmarks.report.Row;
import dev.loulan.benchmarks.report.Summary;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.cli.process.Installation;
import dev.loulan.testkit.broker.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The packaged agent on a controller: native and on the JVM, beside peers. */
public final class FootprintBench implements Bench {
  private static final String NATIVE = "agent, native";
  private static final String JVM = "agent, JVM";
  private static final String BARE = "bare Quarkus, native";
  private static final String BARE_SMALL = "bare Quarkus, native, the agent's options";
  private static final String NODE_RED = "Node-RED, empty flow";
  private static final String JAVA = "minimal Java main";
  private static final String SMALL = "agent, one board";
  private static final String SLOW = "agent, slow visits";

  /** What many sales may take; the rows say how many there were by then. */
  private static final long MOST_NANOS = 25 * 60_000_000_000L;

  private static final String START = "start";
  private static final String LOAD = "load";
  private static final String SPEED = "speed";
  private static final String SALES = "sales";

  private static final String NO_NATIVE =
      "no native agent is built: ./loulan native, with GRAALVM_HOME";

  @Override
  public String name() {
    return "footprint";
  }

  /** Start and speed are times and need a calm machine; the others may run beside other work. */
  @Override
  public List<String> parts() {
    return List.of(START, LOAD, SPEED, SALES);
  }

  @Override
  public void run(BenchOptions options, Report report) throws Exception {
    Path work = Files.createTempDirectory("loulan-footprint-");
    Installation installation = Installation.find();
    Optional<Path> program = nativeProgram();
    Map<String, Function<Path, List<String>>> agents = new TreeMap<>();
    agents.put(JVM, installation::agentOnJvm);
    program.ifPresent(p -> agents.put(NATIVE, config -> nativeCommand(p, config)));
    if (program.isPresent()) {
      double size = Files.size(program.get()) / 1e6;
      report.add(Row.counted("program file", NATIVE, "binary_size", "MB", size));
    } else {
      report.add(Ratio.notRun("start_ms", NATIVE, "", "≤ 150", NO_NATIVE));
    }
    try (Broker broker = Broker.start(Broker.Choice.AUTO, work)) {
      attempt(
          START,
          "Starting",
          options,
          report,
          "start_ms",
          "≤ 150",
          () -> starts(options, report, installation, agents, broker.uri(), work));
      attempt(
          LOAD,
          "Under load",
          options,
          report,
          "rss_vs_bare",
          "≤ 1.6",
          () -> load(options, report, agents, broker.uri(), work));
      attempt(
          SPEED,
          "At full speed",
          options,
          report,
          "native_vs_jvm_samples",
          "≥ 0.5",
          () -> throughput(options, report, agents, broker.uri(), work));
    }
    attempt(
        SALES,
        "Many sales",
        options,
        report,
        "heap_last_vs_first_tenth",
        "≤ 1.1",
        () -> growth(options, report, work));
  }

  /** A part of the run. */
  private interface Part {
    void run() throws Exception;
  }

  /** A part that fails does not take with it what the others find, but its figure is not met. */
  private static void attempt(
      String name,
      String says,
      BenchOptions options,
      Report report,
      String metric,
      String goal,
      Part part)
      throws InterruptedException {
    if (!options.runs(name)) {
      return;
    }
    options.progress().accept(says);
    try {
      part.run();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      report.add(Ratio.notRun(metric, NATIVE, "", goal, says + ": " + e));
    }
  }

  private static Optional<Path> nativeProgram() {
    String agent = System.getenv("LOULAN_AGENT");
    return agent == null || agent.isEmpty() || agent.equals("jvm")
        ? Optional.empty()
        : Optional.of(Path.of(agent));
  }

  private static List<String> nativeCommand(Path program, Path config) {
    return List.of(program.toString(), "--config", config.toString());
  }

  private static double start(
      Function<Path, List<String>> command, String broker, Path work, int number)
      throws IOException {
    Path folder = Files.createDirectories(work.resolve("start-" + number));
    try (AgentUnderTest agent =
        AgentUnderTest.start(command, folder, broker, WideShelf.BOARDS, false)) {
      return agent.program().startMillis();
    }
  }

  private static void starts(
      BenchOptions options,
      Report report,
      Installation installation,
      Map<String, Function<Path, List<String>>> agents,
      String broker,
      Path work)
      throws Exception {
    int[] number = {0};
    String ours = agents.containsKey(NATIVE) ? NATIVE : JVM;
    Function<Path, List<String>> jvm = installation::agentOnJvm;
    Function<Path, List<String>> program = agents.getOrDefault(ours, jvm);
    Pairs.Measurement our = () -> start(program, broker, work, number[0]++);
    Map<String, Pairs.Measurement> peers = new TreeMap<>();
    if (!ours.equals(JVM)) {
      peers.put(JVM, () -> start(jvm, broker, work, number[0]++));
    }
    List<String> minimal = Peers.minimalJava(work);
    peers.put(JAVA, () -> startOf(minimal, "ready"));
    Peers.bareQuarkus().ifPresent(bare -> peers.put(BARE, () -> startOf(bare, "Listening on")));
    try {
      Path cache = installation.root().resolve(".loulan/bench/node-red");
      List<String> red = Peers.nodeRed(cache, work, options.progress());
      peers.put(NODE_RED, () -> startOf(red, "Started flows"));
    } catch (IOException e) {
      report.add(
          Ratio.notRun("start_vs_node_red", ours, NODE_RED, "≤ 1", String.valueOf(e.getMessage())));
    }
    List<Double> all = new ArrayList<>();
    for (var peer : peers.entrySet()) {
      Pairs pairs = Pairs.run(options.pairs(), our, peer.getValue());
      Summary summary = pairs.ours();
      all.add(summary.median());
      pairs
          .rows(
              "process start to ready, beside " + peer.getKey(),
              ours,
              peer.getKey(),
              "start_ms",
              "ms")
          .forEach(report::add);
    }
    if (ours.equals(NATIVE)) {
      report.add(Ratio.of("start_ms", NATIVE, "", Summary.of(all), "≤ 150"));
    }
  }

  private static double startOf(List<String> command, String ready) throws IOException {
    try (Program program = Program.start(command, ready)) {
      return program.startMillis();
    }
  }

  private static void load(
      BenchOptions options,
      Report report,
      Map<String, Function<Path, List<String>>> agents,
      String broker,
      Path work)
      throws Exception {
    Duration length = Duration.ofSeconds(options.size(600, 60));
    boolean isNative = agents.containsKey(NATIVE);
    String subject = isNative ? NATIVE : JVM;
    Map<String, LoadRun.Load> loads = new TreeMap<>();
    agents.forEach((name, command) -> loads.put(name, wide(command)));
    Function<Path, List<String>> ours = Objects.requireNonNull(agents.get(subject));
    loads.put(SMALL, new LoadRun.Load(ours, 1, WideShelf.Visits.QUICK));
    loads.put(SLOW, new LoadRun.Load(ours, 1, WideShelf.Visits.SLOW));
    LoadRun run = new LoadRun(length, broker, work);
    Map<String, List<String>> idle = new TreeMap<>();
    Peers.bareQuarkus().ifPresent(bare -> idle.put(BARE, bare));
    Peers.bareQuarkusWithOurOptions().ifPresent(bare -> idle.put(BARE_SMALL, bare));
    Map<String, LoadRun.Found> found = run.run(loads, idle);
    for (var each : found.entrySet()) {
      LoadRun.Load load = loads.get(each.getKey());
      String name = load == null ? "idle meanwhile" : load.name(length);
      Samples samples = each.getValue().samples();
      report.add(Row.of(name, each.getKey(), "rss", "MiB", samples.resident()));
      report.add(Row.counted(name, each.getKey(), "slope", "MiB in 10 min", samples.slope()));
    }
    memory(report, found, isNative);
    double row = JournalDisk.bytesInARow(work, options.size(2_000, 500));
    report.add(
        Row.counted("commits with one sale in a row", "journal", "disk_bytes", "bytes", row));
    for (var each :
        Map.of(
                subject, "disk_bytes_per_sale",
                SMALL, "disk_bytes_per_sale_one_board",
                SLOW, "disk_bytes_per_sale_slow_visits")
            .entrySet()) {
      LoadRun.Load load = Objects.requireNonNull(loads.get(each.getKey()));
      double lone = run.bytesOfLoneCommit(load.visits());
      String name = "a commit with one sale every " + load.visits().period().toSeconds() + " s";
      report.add(Row.counted(name, "journal", "disk_bytes", "bytes", lone));
      bytes(report, each.getKey(), each.getValue(), loads, found, length, lone);
    }
  }

  private static LoadRun.Load wide(Function<Path, List<String>> command) {
    return new LoadRun.Load(command, WideShelf.BOARDS, WideShelf.Visits.QUICK);
  }

  private static void memory(Report report, Map<String, LoadRun.Found> found, boolean isNative) {
    LoadRun.Found jvm = Objects.requireNonNull(found.get(JVM));
    report.add(Ratio.of("rss_mb_jvm", JVM, "", jvm.samples().resident(), "≤ 160"));
    LoadRun.Found ours = found.getOrDefault(NATIVE, jvm);
    versus(report, "rss_vs_bare", ours, BARE, found.get(BARE), isNative);
    versus(report, "rss_vs_bare_same_options", ours, BARE_SMALL, found.get(BARE_SMALL), isNative);
    String subject = isNative ? NATIVE : JVM;
    report.add(Ratio.counted("rss_slope", subject, "", ours.samples().slope(), "≤ 1"));
  }

  private static void versus(
      Report report,
      String metric,
      LoadRun.Found ours,
      String peer,
      LoadRun.@Nullable Found bare,
      boolean isNative) {
    if (bare == null || !isNative) {
      String reason = isNative ? "no builder" : NO_NATIVE;
      report.add(Ratio.notRun(metric, NATIVE, peer, "≤ 1.6", reason));
    } else {
      double ratio = ours.samples().resident().median() / bare.samples().resident().median();
      report.add(Ratio.counted(metric, NATIVE, peer, ratio, "≤ 1.6"));
    }
  }

  private static void bytes(
      Report report,
      String subject,
      String metric,
      Map<String, LoadRun.Load> loads,
      Map<String, LoadRun.Found> found,
      Duration length,
      double lone) {
    String name = Objects.requireNonNull(loads.get(subject)).name(length);
    LoadRun.Found ours = Objects.requireNonNull(found.get(subject));
    report.add(
        Row.counted(name, subject, "sales", "of " + ours.visits() + " visits", ours.sales()));
    report.add(Row.counted(name, subject, "disk_bytes_per_sale", "bytes", ours.bytesPerSale()));
    report.add(
        Ratio.counted(metric, subject, "one lone commit", ours.bytesPerSale() / lone, "≤ 2"));
  }

  private static void throughput(
      BenchOptions options,
      Report report,
      Map<String, Function<Path, List<String>>> agents,
      String broker,
      Path work)
      throws Exception {
    Function<Path, List<String>> program = agents.get(NATIVE);
    Function<Path, List<String>> jvm = agents.get(JVM);
    if (program == null || jvm == null) {
      return;
    }
    Duration length = Duration.ofSeconds(options.size(120, 40));
    int[] number = {0};
    Pairs pairs =
        Pairs.run(
            options.size(5, 3),
            () -> samplesPerSecond(program, length, broker, work, number[0]++),
            () -> samplesPerSecond(jvm, length, broker, work, number[0]++));
    pairs
        .rows("a feed at full speed, broker to journal", NATIVE, JVM, "samples_per_second", "1/s")
        .forEach(report::add);
    report.add(pairs.ratio("native_vs_jvm_samples", NATIVE, JVM, "≥ 0.5"));
  }

  private static double samplesPerSecond(
      Function<Path, List<String>> command, Duration length, String broker, Path work, int number)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(work.resolve("speed-" + number));
    try (AgentUnderTest agent =
        AgentUnderTest.start(command, folder, broker, WideShelf.BOARDS, true)) {
      long begin = System.nanoTime();
      new WideShelf(WideShelf.BOARDS, WideShelf.Visits.QUICK, 7)
          .feed(agent.bridge(), Frame.Clock.SIMULATED, length);
      double seconds = (System.nanoTime() - begin) / 1e9;
      return WideShelf.BOARDS * WideShelf.PLATES * WideShelf.RATE * length.toSeconds() / seconds;
    }
  }

  private static void growth(BenchOptions options, Report report, Path work) throws IOException {
    int sales = options.size(1_000_000, 20_000);
    Growth growth = new Growth(Files.createDirectories(work.resolve("growth")));
    List<Double> heaps = new ArrayList<>();
    long begin = System.nanoTime();
    long bytesBefore = growth.journalBytes();
    long step = sales / 10;
    boolean late = false;
    for (int i = 1; i <= sales && !late; i++) {
      growth.visit();
      if (i % step == 0) {
        heaps.add(usedHeapMiB());
        options.progress().accept(growth.sales() + " sales of " + i + " visits");
        late = heaps.size() > 1 && System.nanoTime() - begin > MOST_NANOS;
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    double bytes = (growth.journalBytes() - bytesBefore) / (double) Math.max(1, growth.sales());
    String many = growth.sales() + " sales through machine and journal";
    report.add(Row.counted(many, JVM, "sales_per_second", "1/s", growth.sales() / seconds));
    report.add(Row.counted(many, JVM, "journal_bytes_per_sale", "bytes", bytes));
    report.add(Row.of(many, JVM, "heap_after_gc", "MiB", Summary.of(heaps)));
    report.add(
        Ratio.counted(
            "heap_last_vs_first_tenth", JVM, "", heaps.getLast() / heaps.getFirst(), "≤ 1.1"));
    growth.close();
  }

  private static double usedHeapMiB() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / (1024.0 * 1024);
  }
}
