package dev.loulan.benchmarks.footprint;

import dev.loulan.bridge.frame.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Several agents side by side for as long, each with a shelf of its own in real time. */
final class LoadRun {
  private static final long SAMPLE_MILLIS = 2_000;

  /**
   * The first part of so many does not count for what a sale writes: documents come into effect.
   */
  private static final int WARM_UP = 4;

  private final Duration length;
  private final String broker;
  private final Path work;
  private final Map<WideShelf.Visits, Future<Double>> lone = new HashMap<>();

  /**
   * One agent and its shelf.
   *
   * @param command makes a command of a configuration
   */
  record Load(Function<Path, List<String>> command, int boards, WideShelf.Visits visits) {
    String name(Duration length) {
      return "%d boards × %d plates × %d samples/s, door open %.1f s, %d s"
          .formatted(
              boards, WideShelf.PLATES, WideShelf.RATE, visits.openSeconds(), length.toSeconds());
    }
  }

  /** What one process showed. */
  record Found(Samples samples, int visits, double sales, double bytesPerSale) {}

  LoadRun(Duration length, String broker, Path work) {
    this.length = length;
    this.broker = broker;
    this.work = work;
  }

  /** Runs agents under their loads, and programs that have nothing to do, for as long. */
  Map<String, Found> run(Map<String, Load> agents, Map<String, List<String>> idle)
      throws Exception {
    Map<String, Found> found = new TreeMap<>();
    List<AutoCloseable> running = new ArrayList<>();
    try (ExecutorService feeds = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<String, AgentUnderTest> started = new TreeMap<>();
      Map<String, Program> watched = new TreeMap<>();
      for (var agent : agents.entrySet()) {
        Path folder = Files.createDirectories(work.resolve("load-" + started.size()));
        AgentUnderTest each = start(agent.getValue(), folder);
        running.add(each);
        started.put(agent.getKey(), each);
        watched.put(agent.getKey(), each.program());
      }
      for (var each : idle.entrySet()) {
        Program program = Program.start(each.getValue(), "Listening on");
        running.add(program);
        watched.put(each.getKey(), program);
      }
      Map<String, Future<Integer>> visits = new TreeMap<>();
      for (var agent : started.entrySet()) {
        visits.put(
            agent.getKey(), feeds.submit(() -> feed(agents.get(agent.getKey()), agent.getValue())));
      }
      // Platform threads: what a thread writes is counted by the system.
      for (Load load : agents.values()) {
        lone.computeIfAbsent(load.visits, this::loneCommits);
      }
      Map<String, Samples> samples = new TreeMap<>();
      watched.keySet().forEach(name -> samples.put(name, new Samples()));
      Duration first = length.dividedBy(WARM_UP);
      watch(watched, samples, Duration.ZERO, first);
      Map<String, Sold> before = new TreeMap<>();
      for (var agent : started.entrySet()) {
        before.put(agent.getKey(), Sold.of(agent.getValue()));
      }
      watch(watched, samples, first, length);
      for (var each : watched.entrySet()) {
        String name = each.getKey();
        AgentUnderTest agent = started.get(name);
        found.put(
            name,
            agent == null
                ? new Found(samples(samples, name), 0, 0, 0)
                : found(agent, samples(samples, name), visits.get(name), before.get(name)));
      }
    } finally {
      for (AutoCloseable each : running) {
        each.close();
      }
    }
    return found;
  }

  /** What a lone commit wrote at the pace of these visits, while the agents ran. */
  double bytesOfLoneCommit(WideShelf.Visits visits) throws Exception {
    return Objects.requireNonNull(lone.get(visits)).get(1, TimeUnit.MINUTES);
  }

  private Future<Double> loneCommits(WideShelf.Visits visits) {
    Path file = work.resolve("lone-" + visits.every() + ".sqlite");
    FutureTask<Double> task =
        new FutureTask<>(() ->
            JournalDisk.bytesAtThePaceOfVisits(
                file, visits.period(), length, length.dividedBy(WARM_UP)));
    Thread.ofPlatform().daemon().name("lone-commits").start(task);
    return task;
  }

  private AgentUnderTest start(Load load, Path folder) throws IOException {
    return AgentUnderTest.start(load.command, folder, broker, load.boards, false);
  }

  private int feed(@Nullable Load load, AgentUnderTest agent)
      throws IOException, InterruptedException {
    Load of = Objects.requireNonNull(load);
    return new WideShelf(of.boards, of.visits, 3).feed(agent.bridge(), Frame.Clock.WALL, length);
  }

  private static Samples samples(Map<String, Samples> all, String name) {
    return all.getOrDefault(name, new Samples());
  }

  /** Bytes written and sales made until now. */
  private record Sold(long bytes, double sales) {
    static Sold of(AgentUnderTest agent) throws IOException, InterruptedException {
      double sales = agent.metric("loulan_sessions_total{state=\"confirmed\"}");
      return new Sold(agent.program().writtenBytes(), sales);
    }
  }

  private static Found found(
      AgentUnderTest agent,
      Samples samples,
      @Nullable Future<Integer> visits,
      @Nullable Sold before)
      throws Exception {
    int made = visits == null ? 0 : visits.get(2, TimeUnit.MINUTES);
    // The last visit's session ends some seconds after its door has closed.
    Thread.sleep(5_000);
    Sold all = Sold.of(agent);
    Sold first = before == null ? new Sold(0, 0) : before;
    double sales = all.sales - first.sales;
    double bytes = sales == 0 ? Double.NaN : (all.bytes - first.bytes) / sales;
    return new Found(samples, made, all.sales, bytes);
  }

  private static void watch(
      Map<String, Program> watched, Map<String, Samples> samples, Duration from, Duration to)
      throws IOException, InterruptedException {
    long begin = System.nanoTime() - from.toNanos();
    for (long at = from.toMillis(); at < to.toMillis(); at += SAMPLE_MILLIS) {
      Thread.sleep(SAMPLE_MILLIS);
      double minutes = (System.nanoTime() - begin) / 60e9;
      for (var each : watched.entrySet()) {
        samples(samples, each.getKey()).add(minutes, each.getValue().residentMiB());
      }
    }
  }
}
