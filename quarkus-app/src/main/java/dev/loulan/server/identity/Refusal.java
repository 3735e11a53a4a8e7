package dev.loulan.server.identity;

import dev.loulan.provisioning.ErrorCode;
import dev.loulan.provisioning.ProvisioningException;
import dev.loulan.server.http.Language;
import dev.loulan.server.http.Problem;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a request without the right to it gets: an RFC 9457 problem, or the sign-in page. */
record Refusal(int status, String code, String detail) {
  static final String KEY = "loulan.refusal";

  static Refusal of(ProvisioningException e) {
    int status = e.code() == ErrorCode.REVOKED ? 403 : 401;
    return new Refusal(status, e.code().name(), String.valueOf(e.getMessage()));
  }

  /** Answers a request whose sender is not known. */
  static void unauthorised(RoutingContext context) {
    @Nullable Refusal known = context.get(KEY);
    if (known != null) {
      known.send(context);
      return;
    }
    String path = context.normalizedPath();
    if (AccessRules.isPage(path)) {
      toSignIn(context, path);
      return;
    }
    new Refusal(401, "UNAUTHENTICATED", what(path)).send(context);
  }

  private static String what(String path) {
    return AccessRules.isDevice(path)
        ? "This call needs a client certificate of this server's authority."
        : "This call needs the administrator's token or a signed-in session.";
  }

  private static void toSignIn(RoutingContext context, String path) {
    boolean comesBack = context.request().method().equals(HttpMethod.GET) && !path.equals("/");
    String next = comesBack ? "?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8) : "";
    context.response().setStatusCode(303).putHeader("Location", "/sign-in" + next).end();
  }

  void send(RoutingContext context) {
    String body = new Problem(status, code, detail).body(Language.of(context)).text();
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .end(body);
  }
}
