package dev.loulan.agent;

import dev.loulan.bridge.client.BoardClient;
import dev.loulan.bridge.client.BoardFeed;
import dev.loulan.provisioning.party.PartyKey;
import dev.loulan.testkit.broker.Broker;
import dev.loulan.testkit.sim.DemoShelf;
import dev.loulan.testkit.sim.DemoTerms;
import dev.loulan.testkit.sim.Pacer;
import dev.loulan.testkit.sim.ShelfDay;
import dev.loulan.testkit.sim.ShelfSimulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the AOT cache of the packaged agent: lets it run a simulated day and keeps what the JVM
 * learned of its classes, read-only, as {@code agent.aot} beside the package.
 *
 * <p>Run by Maven at the end of packaging. Without the cache the agent runs as well, only its start
 * takes longer; so a JVM that makes none is no failure.
 */
final class TrainingRun {
  private static final long SECONDS = 120;

  private TrainingRun() {}

  /** Takes the module's folder and its build folder. */
  public static void main(String[] args) throws Exception {
    Path module = Path.of(args[0]);
    Path target = Path.of(args[1]);
    Path cache = target.resolve("agent.aot");
    Files.deleteIfExists(cache);
    Path work = Files.createTempDirectory("loulan-training-");
    Path made = work.resolve("agent.aot");
    try (Broker broker = Broker.start(Broker.Choice.EMBEDDED, work)) {
      Path config = configuration(work, broker.uri());
      Process agent =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "@" + module.resolve("src/main/jvm/agent.options"),
                  "-XX:AOTCacheOutput=" + made,
                  "-jar",
                  target.resolve("quarkus-app/quarkus-run.jar").toString(),
                  "--config",
                  config.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try {
        live(agent);
      } finally {
        agent.destroy();
        if (!agent.waitFor(SECONDS, TimeUnit.SECONDS)) {
          agent.destroyForcibly();
        }
      }
    }
    if (Files.exists(made)) {
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("r--r--r--"));
      Files.move(made, cache, StandardCopyOption.REPLACE_EXISTING);
      System.out.println("AOT cache: " + Files.size(cache) / 1_000_000 + " MB");
    } else {
      System.out.println("This JVM made no AOT cache; the agent starts without one.");
    }
    // The embedded broker leaves threads behind.
    System.exit(0);
  }

  private static Path configuration(Path work, String broker) throws IOException {
    Path data = Files.createDirectories(work.resolve("data"));
    PartyKey operator = PartyKey.fromSeed(new byte[32]);
    KeptDocuments.write(data, operator);
    return Files.writeString(
        work.resolve("agent.properties"),
        """
        loulan.agent.device=shelf-1
        loulan.agent.data=%s
        loulan.agent.broker=%s
        loulan.agent.seed=1
        loulan.agent.operator-key=%s
        """
            .formatted(data, broker, operator.publicKey().base64()));
  }

  private static void live(Process agent) throws IOException, InterruptedException {
    BufferedReader out = agent.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    while (line != null && !line.startsWith("ready ")) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("The packaged agent ended before it was ready");
    }
    List<String> words = List.of(line.split(" ", -1));
    URI page = URI.create(words.get(1));
    URI bridge = URI.create("tcp://" + words.get(3));
    day(new InetSocketAddress(bridge.getHost(), bridge.getPort()));
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String path : List.of("/", "/q/health", "/q/metrics")) {
        var _ =
            client.send(
                HttpRequest.newBuilder(page.resolve(path)).build(), BodyHandlers.discarding());
      }
    }
  }

  private static void day(InetSocketAddress bridge) throws IOException, InterruptedException {
    ShelfDay day =
        ShelfDay.businessDay(
            DemoShelf.standard(), 1, LocalDate.of(2026, 3, 14), ZoneOffset.UTC, 20);
    try (BoardClient client = BoardClient.connect(bridge)) {
      BoardFeed feed = ShelfSimulator.connect(client, day);
      new ShelfSimulator(day, DemoTerms.standard(), ShelfSimulator.Between.SPARSE)
          .run(feed::send, Pacer.max());
      if (!feed.awaitAcknowledged(Duration.ofSeconds(SECONDS))) {
        throw new IOException("The packaged agent did not take the simulated day");
      }
    }
  }
}
