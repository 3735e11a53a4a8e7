package dev.loulan.benchmarks.footprint;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** A packaged agent with a data folder of its own. */
final class AgentUnderTest implements AutoCloseable {
  private final Program program;

  private AgentUnderTest(Program program) {
    this.program = program;
  }

  /**
   * Starts one.
   *
   * @param command makes a command of a configuration
   * @param boards that it waits for before it takes a frame
   * @param simulated whether the feed tells the time
   */
  static AgentUnderTest start(
      Function<Path, List<String>> command,
      Path folder,
      String broker,
      int boards,
      boolean simulated)
      throws IOException {
    String device = folder.getFileName().toString();
    Path data = Files.createDirectories(folder.resolve("data"));
    String key = WideShelf.keepDocuments(data, device);
    String text =
        """
        loulan.agent.device=%s
        loulan.agent.data=%s
        loulan.agent.broker=%s
        loulan.agent.operator-key=%s
        loulan.agent.boards=#%d
        %s
        """
            .formatted(device, data, broker, key, boards, simulated ? "loulan.agent.seed=1" : "");
    Path config = Files.writeString(folder.resolve("agent.properties"), text);
    return new AgentUnderTest(Program.start(command.apply(config), "ready "));
  }

  Program program() {
    return program;
  }

  InetSocketAddress bridge() {
    URI address = URI.create("tcp://" + word(3));
    return new InetSocketAddress(address.getHost(), address.getPort());
  }

  /** The value of a line of its metrics. */
  double metric(String name) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(word(1) + "/q/metrics")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(request, BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
          .findFirst()
          .orElseThrow(() -> new IOException("The agent has no metric " + name));
    }
  }

  private String word(int index) {
    return List.of(program.readyLine().split(" ", -1)).get(index);
  }

  @Override
  public void close() {
    program.close();
  }
}
