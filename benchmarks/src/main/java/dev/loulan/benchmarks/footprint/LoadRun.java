package dev.loulan.benchmarks.footprint;

import dev.loulan.bridge.frame.Frame;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Several agents side by side for as long, each with a shelf of its own in real time. */
final class LoadRun {
  static final String BARE = "bare Quarkus, native";
  private static final long SAMPLE_MILLIS = 2_000;

  private final Duration length;
  private final String broker;
  private final Path work;

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

  Map<String, Found> run(Map<String, Load> agents, Optional<List<String>> bare) throws Exception {
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
      if (bare.isPresent()) {
        Program program = Program.start(bare.get(), "Listening on");
        running.add(program);
        watched.put(BARE, program);
      }
      Map<String, Future<Integer>> visits = new TreeMap<>();
      Map<String, Long> before = new TreeMap<>();
      for (var agent : started.entrySet()) {
        before.put(agent.getKey(), agent.getValue().program().writtenBytes());
        visits.put(
            agent.getKey(), feeds.submit(() -> feed(agents.get(agent.getKey()), agent.getValue())));
      }
      Map<String, Samples> samples = watch(watched);
      for (var each : watched.entrySet()) {
        AgentUnderTest agent = started.get(each.getKey());
        found.put(
            each.getKey(),
            agent == null
                ? new Found(samples(samples, each.getKey()), 0, 0, 0)
                : found(agent, samples(samples, each.getKey()), visits, before, each.getKey()));
      }
    } finally {
      for (AutoCloseable each : running) {
        each.close();
      }
    }
    return found;
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

  private static Found found(
      AgentUnderTest agent,
      Samples samples,
      Map<String, Future<Integer>> visits,
      Map<String, Long> before,
      String name)
      throws Exception {
    Future<Integer> feed = visits.get(name);
    int made = feed == null ? 0 : feed.get(2, TimeUnit.MINUTES);
    // The last visit's session ends some seconds after its door has closed.
    Thread.sleep(5_000);
    double sales = agent.metric("loulan_sessions_total{state=\"confirmed\"}");
    long bytes = agent.program().writtenBytes() - before.getOrDefault(name, 0L);
    return new Found(samples, made, sales, sales == 0 ? Double.NaN : bytes / sales);
  }

  private Map<String, Samples> watch(Map<String, Program> watched)
      throws IOException, InterruptedException {
    Map<String, Samples> samples = new TreeMap<>();
    watched.keySet().forEach(name -> samples.put(name, new Samples()));
    long begin = System.nanoTime();
    for (long at = 0; at < length.toMillis(); at += SAMPLE_MILLIS) {
      Thread.sleep(SAMPLE_MILLIS);
      double minutes = (System.nanoTime() - begin) / 60e9;
      for (var each : watched.entrySet()) {
        samples(samples, each.getKey()).add(minutes, each.getValue().residentMiB());
      }
    }
    return samples;
  }
}
