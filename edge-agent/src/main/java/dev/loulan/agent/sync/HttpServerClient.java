package dev.loulan.agent.sync;

import dev.loulan.domain.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Calls to the server over mutual TLS. Any thread. */
public final class HttpServerClient implements ServerClient {
  private final URI server;
  private final HttpClient client;

  public HttpServerClient(URI server, SSLContext tls) {
    this.server = server;
    this.client =
        HttpClient.newBuilder().sslContext(tls).connectTimeout(Duration.ofSeconds(3)).build();
  }

  @Override
  public Answer get(String path, Duration limit) throws IOException, InterruptedException {
    return send(request(path, limit).GET());
  }

  @Override
  public Answer putJson(String path, Json body) throws IOException, InterruptedException {
    return send(
        request(path, Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofByteArray(body.canonical())));
  }

  @Override
  public Answer postJson(String path, Json body) throws IOException, InterruptedException {
    return send(
        request(path, Duration.ofSeconds(5))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body.canonical())));
  }

  @Override
  public Answer postCbor(String path, byte[] body) throws IOException, InterruptedException {
    return send(
        request(path, Duration.ofSeconds(60))
            .header("Content-Type", "application/cbor")
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private HttpRequest.Builder request(String path, Duration limit) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(limit);
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body(), serverTime(answer));
  }

  private static Optional<Instant> serverTime(HttpResponse<String> answer) {
    try {
      return answer
          .headers()
          .firstValue("date")
          .map(d -> ZonedDateTime.parse(d, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
