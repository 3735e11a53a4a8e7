package dev.loulan.acceptance.packaged;

import dev.loulan.acceptance.words.Loulan;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An agent that runs by itself, started by {@code ./loulan agent}. One thread. */
final class AgentProcess implements AutoCloseable {
  private static final long SECONDS = 60;
  private static final Pattern WEIGHT = Pattern.compile(">([0-9.]+) g<");

  private final Path data;
  private final Loulan.Running running;
  private URI page = URI.create("http://127.0.0.1:0");

  private AgentProcess(Path data, Loulan.Running running) {
    this.data = data;
    this.running = running;
  }

  /** Starts it and waits until it is ready. */
  static AgentProcess start(String agent, Path folder, String... settings)
      throws IOException, InterruptedException {
    Path configuration = configuration(folder, folder.resolve("data"), settings);
    return start(word(agent, configuration), folder.resolve("data"));
  }

  /** Starts what was prepared, and waits until it is ready. */
  static AgentProcess start(Loulan word, Path data) throws InterruptedException {
    AgentProcess process = new AgentProcess(data, word.start());
    String ready = process.running.awaitLine("ready ", SECONDS);
    process.page = URI.create(List.of(ready.split(" ", -1)).get(1));
    return process;
  }

  static Loulan word(String agent, Path configuration, String... more) {
    List<Object> words = new ArrayList<>(List.of("agent", "--config", configuration));
    words.addAll(List.of(more));
    return Loulan.word(words.toArray()).with("LOULAN_AGENT", agent);
  }

  /** Where boards connect. */
  InetSocketAddress bridge() {
    String ready = said().lines().filter(l -> l.startsWith("ready ")).findFirst().orElseThrow();
    String address = List.of(ready.split(" ", -1)).getLast();
    int colon = address.lastIndexOf(':');
    return new InetSocketAddress(
        address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
  }

  /** The status of a path when it is posted to without a token. */
  int post(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(page.resolve(path)).POST(BodyPublishers.noBody()).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  /** A configuration without a server; settings come without their prefix. */
  static Path configuration(Path folder, Path data, String... settings) throws IOException {
    StringBuilder text = new StringBuilder(200);
    text.append("loulan.agent.device=shelf-1\nloulan.agent.data=").append(data).append('\n');
    for (String setting : settings) {
      text.append("loulan.agent.").append(setting).append('\n');
    }
    return Files.writeString(folder.resolve("agent.properties"), text);
  }

  /** The body at a path of its page, with status 200. */
  String get(String path, String language) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(page.resolve(path)).header("Accept-Language", language).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(path + " answered " + answer.statusCode() + answer.body());
      }
      return answer.body();
    }
  }

  /** Waits until its page shows a plate with this weight, give or take a gram. */
  void awaitWeight(double grams) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    String page = get("/", "en");
    while (WEIGHT
        .matcher(page)
        .results()
        .noneMatch(shown -> Math.abs(Double.parseDouble(shown.group(1)) - grams) < 1)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Never " + grams + " g but " + page + said());
      }
      Thread.sleep(200);
      page = get("/", "en");
    }
  }

  /** Waits until its metrics have a line. */
  void awaitMetric(String line) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    String metrics = get("/q/metrics", "en");
    while (metrics.lines().noneMatch(line::equals)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Never " + line + " but " + metrics + said());
      }
      Thread.sleep(50);
      metrics = get("/q/metrics", "en");
    }
  }

  /** What is mapped into its memory. */
  List<String> smaps() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(running.process().pid()), "smaps"));
  }

  Path journal() {
    return data.resolve("journal.sqlite");
  }

  Path journalKey() {
    return data.resolve("journal.key");
  }

  /** Write-ahead logs among its files: there are none after an orderly stop. */
  List<Path> unfolded() throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      return files.filter(file -> file.toString().endsWith("-wal")).toList();
    }
  }

  /** Sends SIGTERM and gives back the exit code. */
  int terminate() throws InterruptedException {
    running.process().destroy();
    if (!running.process().waitFor(SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("The agent does not stop; it said " + running.said());
    }
    return running.process().exitValue();
  }

  String said() {
    return running.said();
  }

  @Override
  public void close() {
    running.close();
  }
}
