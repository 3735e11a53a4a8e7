package dev.loulan.cli.server;

import dev.loulan.cli.output.Failure;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Speaks to the server's management API, {@code docs/formats/admin-api.md}.
 *
 * <p>A call that the server refuses is a {@link Refusal}; an unreachable server is a {@link
 * Failure}.
 */
public final class AdminClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String address;
  private final String token;

  /**
   * @param address where the server answers, such as {@code http://127.0.0.1:8080}
   * @param token the administrator's token
   */
  public AdminClient(String address, String token) {
    this.address = address;
    this.token = token;
  }

  /** Answer of a call: its status and its body. */
  // An array, because an archive is one; nobody compares answers.
  @SuppressWarnings("ArrayRecordComponent")
  public record Answer(int status, byte[] body) {
    public boolean isGood() {
      return status >= 200 && status < 300;
    }

    public Json json() {
      return body.length == 0 ? new Json.Null() : JsonReader.read(body);
    }

    /** The code of a problem (RFC 9457); empty when the body is none. */
    public String code() {
      return member("code");
    }

    public String detail() {
      String detail = member("detail");
      return detail.isEmpty() ? member("title") : detail;
    }

    private String member(String name) {
      try {
        return Fields.of(json(), "problem").textOrNone(name).orElse("");
      } catch (IllegalArgumentException e) {
        return "";
      }
    }
  }

  /** The member {@code name} of an answer's object, which must be there. */
  public Fields post(String path, Json body) {
    return Fields.of(good(send("POST", path, Optional.of(body)), path).json(), path);
  }

  public Json get(String path) {
    return good(send("GET", path, Optional.empty()), path).json();
  }

  /** What a question is answered with, as it comes. */
  byte[] bytes(String path) {
    return good(send("GET", path, Optional.empty()), path).body();
  }

  /** A call without a body. */
  public Fields post(String path) {
    return Fields.of(good(send("POST", path, Optional.empty()), path).json(), path);
  }

  /** Keeps what the server answers in a new file with mode 600; returns its length. */
  long download(String path, Path file) {
    HttpRequest request = request("POST", path, HttpRequest.BodyPublishers.noBody());
    try {
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != 200) {
          var _ = good(new Answer(answer.statusCode(), body.readAllBytes()), path);
        }
        return write(body, file);
      }
    } catch (IOException e) {
      throw Failure.failed("server.unreachable", address);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("interrupted");
    }
  }

  private static long write(InputStream body, Path file) throws IOException {
    OutputStream out;
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      out = Files.newOutputStream(file, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw Failure.failed("file.unwritable", file);
    }
    boolean whole = false;
    try (out) {
      long bytes = body.transferTo(out);
      whole = true;
      return bytes;
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** A text as one segment of a path. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest request(String method, String path, HttpRequest.BodyPublisher body) {
    return HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, application/problem+json, application/x-tar")
        .header("Accept-Language", Locale.getDefault().toLanguageTag())
        .method(method, body)
        .build();
  }

  /** One call, whatever comes of it. */
  public Answer send(String method, String path, Optional<Json> body) {
    HttpRequest.BodyPublisher publisher =
        body.map(json -> HttpRequest.BodyPublishers.ofByteArray(json.canonical()))
            .orElseGet(HttpRequest.BodyPublishers::noBody);
    try {
      HttpRequest request = request(method, path, publisher);
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException | IllegalArgumentException e) {
      throw Failure.failed("server.unreachable", address);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("interrupted");
    }
  }

  private static Answer good(Answer answer, String path) {
    if (answer.isGood()) {
      return answer;
    }
    if (answer.status() == 401 || answer.status() == 403) {
      throw Failure.usage("server.refusesToken");
    }
    String why = answer.detail();
    String said = why.isEmpty() ? new String(answer.body(), StandardCharsets.UTF_8) : why;
    Object[] values = {path, answer.status(), answer.code(), said};
    throw answer.status() == 400 || answer.status() == 404 || answer.status() == 422
        ? Failure.usage("server.refused", values)
        : Failure.failed("server.refused", values);
  }

  @Override
  public void close() {
    http.close();
  }
}
