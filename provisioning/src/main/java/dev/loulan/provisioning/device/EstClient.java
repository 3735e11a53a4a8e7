package dev.loulan.provisioning.device;

import dev.loulan.provisioning.CertsOnly;
import dev.loulan.provisioning.ErrorCode;
import dev.loulan.provisioning.ProvisioningException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The two EST calls of a device (RFC 7030). Blocking, with a time limit of 20 s. */
final class EstClient implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"([A-Z_]+)\"");
  private static final Pattern DETAIL =
      Pattern.compile("\"detail\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final URI server;
  private final HttpClient client;

  EstClient(URI server, SSLContext tls) {
    this.server = server;
    this.client = HttpClient.newBuilder().sslContext(tls).connectTimeout(LIMIT).build();
  }

  List<X509Certificate> enrol(String device, String code, byte[] pkcs10) {
    String basic =
        Base64.getEncoder().encodeToString((device + ":" + code).getBytes(StandardCharsets.UTF_8));
    return post("simpleenroll", pkcs10, "Basic " + basic);
  }

  List<X509Certificate> renew(byte[] pkcs10) {
    return post("simplereenroll", pkcs10, null);
  }

  private List<X509Certificate> post(String call, byte[] pkcs10, @Nullable String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve("/.well-known/est/" + call))
            .timeout(LIMIT)
            .header("Content-Type", "application/pkcs10")
            .header("Content-Transfer-Encoding", "base64")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    Base64.getMimeEncoder().encodeToString(pkcs10)));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    HttpResponse<String> answer = send(request.build());
    if (answer.statusCode() != 200) {
      throw refusal(answer);
    }
    return CertsOnly.decode(answer.body());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable("the wait was interrupted", e);
    } catch (IOException e) {
      if (isWrongAuthority(e)) {
        throw new ProvisioningException(
            ErrorCode.WRONG_SERVER,
            "The server %s belongs to another authority than the claim names; nothing was sent to it."
                .formatted(server),
            e);
      }
      throw unreachable(why(e), e);
    }
  }

  /** The JDK's client gives a refused connection and one that ran out of time no words. */
  private static String why(IOException e) {
    String message = e.getMessage();
    if (message != null) {
      return message;
    }
    return e instanceof ConnectException
        ? "nothing takes connections at this address"
        : "the connection ended before an answer";
  }

  private static boolean isWrongAuthority(@Nullable Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof PinnedTrust.WrongAuthority) {
        return true;
      }
    }
    return false;
  }

  private ProvisioningException unreachable(String why, Exception cause) {
    return new ProvisioningException(
        ErrorCode.UNREACHABLE,
        "The server %s did not answer the enrolment: %s.".formatted(server, why),
        cause);
  }

  private ProvisioningException refusal(HttpResponse<String> answer) {
    Matcher detail = DETAIL.matcher(answer.body());
    String said = detail.find() ? detail.group(1) : "HTTP status " + answer.statusCode();
    return new ProvisioningException(
        code(answer.body()), "The server %s refused the enrolment: %s".formatted(server, said));
  }

  private static ErrorCode code(String body) {
    Matcher matcher = CODE.matcher(body);
    if (matcher.find()) {
      for (ErrorCode each : ErrorCode.values()) {
        if (each.name().equals(matcher.group(1))) {
          return each;
        }
      }
    }
    return ErrorCode.UNREACHABLE;
  }

  @Override
  public void close() {
    client.close();
  }
}
