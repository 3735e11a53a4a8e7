package dev.loulan.browser;

import dev.loulan.needs.Needs;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged server on free ports of this machine, with an empty data folder. */
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final String token;
  private final URI plain;
  private final URI tls;
  private final HttpClient client = HttpClient.newHttpClient();

  private ServerProcess(Process process, String readyLine, Path data) throws IOException {
    this.process = process;
    String[] words = readyLine.split(" ", -1);
    this.plain = URI.create(words[1]);
    this.tls = URI.create(words[3]);
    this.token = Files.readString(data.resolve("admin.token")).strip();
  }

  static ServerProcess start(Path folder) throws IOException {
    Path jar = packaged();
    Path config =
        Files.writeString(
            folder.resolve("server.properties"),
            """
            loulan.server.data=%s
            loulan.server.port=0
            loulan.server.device-port=0
            """
                .formatted(folder.resolve("data")));
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    "-jar",
                    jar.toString(),
                    "--config",
                    config.toString()))
            .redirectError(folder.resolve("server.log").toFile())
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("ready ")) {
        return new ServerProcess(process, line, folder.resolve("data"));
      }
    }
    throw new IOException(
        "The server did not start: " + Files.readString(folder.resolve("server.log")));
  }

  private static Path packaged() {
    Path jar = Path.of("..", "quarkus-app", "target", "quarkus-app", "quarkus-run.jar");
    Needs.that(
        Files.exists(jar), "the packaged server " + jar + " is not built; ./loulan test builds it");
    return jar;
  }

  URI plain() {
    return plain;
  }

  URI tls() {
    return tls;
  }

  /** A management call with the administrator's token; fails unless it is answered with success. */
  String post(String call, String json) throws IOException, InterruptedException {
    return answer(
        call,
        request(call)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** As {@link #post}, to read. */
  String get(String call) throws IOException, InterruptedException {
    return answer(call, request(call).GET());
  }

  private HttpRequest.Builder request(String call) {
    return HttpRequest.newBuilder(plain.resolve("/api/v1" + call))
        .header("Authorization", "Bearer " + token);
  }

  private String answer(String call, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(
          call + " was answered with " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
