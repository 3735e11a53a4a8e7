package dev.loulan.acceptance.words;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server as a process of its own, with a data folder of its own, and the words that speak to it.
 */
final class LiveServer implements AutoCloseable {
  private static final long START_SECONDS = 90;

  private final Path data;
  private final Loulan.Running process;
  private final String address;
  private final String deviceAddress;

  private LiveServer(Path data, Loulan.Running process, String ready) {
    this.data = data;
    this.process = process;
    String[] words = ready.split(" ", -1);
    this.address = words[1];
    this.deviceAddress = words[3];
  }

  /** Starts a server on what is in a folder, or on nothing; returns when it answers. */
  static LiveServer start(Path data) throws InterruptedException {
    return start(data, List.of());
  }

  /** With further settings, which stand above the usual ones. */
  static LiveServer start(Path data, List<String> settings) throws InterruptedException {
    Loulan.Running process = server(data, settings).start();
    return new LiveServer(data, process, process.awaitLine("ready ", START_SECONDS));
  }

  /** What a server that must not start says. */
  static String refused(Path data, List<String> settings) {
    return server(data, settings).run().refusal(3);
  }

  private static Loulan server(Path data, List<String> settings) {
    try {
      Path config = Files.createTempFile("loulan-server-", ".properties");
      List<String> lines = new ArrayList<>();
      lines.add("loulan.server.data=" + data);
      lines.add("loulan.server.clearing=false");
      if (settings.stream().noneMatch(line -> line.startsWith("loulan.server.port="))) {
        lines.addAll(List.of("loulan.server.port=0", "loulan.server.device-port=0"));
      }
      lines.addAll(settings);
      Files.write(config, lines);
      return Loulan.word("server", "--config", config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A word for this server, with its token. */
  Loulan word(Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--server", address, "--token", data.resolve("admin.token")));
    return Loulan.word(all.toArray());
  }

  /** What the server says of itself. */
  JsonNode status() {
    return get("/api/v1/status");
  }

  /** How many entries of a device's last epoch the server has cosigned. */
  long sizeOf(String device) {
    return get("/api/v1/devices/" + device + "/position").required("size").longValue();
  }

  /** The value of a figure for Prometheus. */
  double metric(String name) {
    return text("/metrics")
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no figure " + name));
  }

  private JsonNode get(String path) {
    try {
      return new ObjectMapper().readTree(text(path));
    } catch (JsonProcessingException e) {
      throw new AssertionError("No JSON at " + path, e);
    }
  }

  private String text(String path) {
    try {
      HttpRequest request = request(path).build();
      try (HttpClient client = HttpClient.newHttpClient()) {
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError("Interrupted while asking " + path, e);
    }
  }

  /** What a call was answered with. */
  record Answer(int status, String text) {
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(text);
      } catch (JsonProcessingException e) {
        throw new AssertionError("No JSON: " + text, e);
      }
    }
  }

  /** A call with the administrator's token, whatever comes of it. */
  Answer call(String method, String path, String body, String language) {
    try {
      HttpRequest request =
          request(path)
              .header("Content-Type", "application/json")
              .header("Accept-Language", language)
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build();
      try (HttpClient client = HttpClient.newHttpClient()) {
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError("Interrupted while calling " + path, e);
    }
  }

  private HttpRequest.Builder request(String path) throws IOException {
    String token = Files.readString(data.resolve("admin.token")).strip();
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Authorization", "Bearer " + token);
  }

  String address() {
    return address;
  }

  /** Where devices connect. */
  String deviceAddress() {
    return deviceAddress;
  }

  Path data() {
    return data;
  }

  /** A port that was free a moment ago. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Ends it as a power cut would. */
  void kill() {
    process.kill();
  }

  /** Asks the server to stop and gives its exit code. */
  int stop() throws InterruptedException {
    Process server = process.process();
    server.destroy();
    if (!server.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("The server did not stop within 30 s:\n" + process.said());
    }
    return server.exitValue();
  }

  @Override
  public void close() {
    process.close();
  }
}
