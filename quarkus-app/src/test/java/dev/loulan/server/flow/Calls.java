package dev.loulan.server.flow;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Calls on one of the server's ports by one caller. */
final class Calls {
  private final HttpClient client;
  private final URI base;
  private final String authorization;
  private final @Nullable ApiPage page;

  Calls(HttpClient client, URI base, String authorization) {
    this(client, base, authorization, null);
  }

  private Calls(HttpClient client, URI base, String authorization, @Nullable ApiPage page) {
    this.client = client;
    this.base = base;
    this.authorization = authorization;
    this.page = page;
  }

  /** The same calls, whose good answers must be as the page says. */
  Calls heldAgainst(ApiPage page) {
    return new Calls(client, base, authorization, page);
  }

  /** An answer: status and body. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int status, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    Fields fields() {
      return Fields.of(JsonReader.read(body), "answer");
    }

    /** The body of a call that must have succeeded. */
    Answer done() {
      if (status != 200) {
        throw new AssertionError(status + ": " + text());
      }
      return this;
    }
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  Answer post(String path, String json) throws IOException, InterruptedException {
    return send("POST", path, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  Answer put(String path, String json) throws IOException, InterruptedException {
    return send("PUT", path, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  Answer delete(String path) throws IOException, InterruptedException {
    return send("DELETE", path, "application/json", new byte[0]);
  }

  Answer segment(byte[] cbor) throws IOException, InterruptedException {
    return send("POST", "/sync/v1/segments", "application/cbor", cbor);
  }

  private Answer send(String method, String path, String type, byte[] body)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
    return authorization.isEmpty() ? request : request.header("Authorization", authorization);
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    if (page != null && response.statusCode() == 200) {
      page.requireAnswer(response.request().method(), response.uri().getRawPath(), response.body());
    }
    return new Answer(response.statusCode(), response.body());
  }
}
