package dev.loulan.server.identity;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which role may open which path; what is not named here needs an account.
 *
 * <table>
 * <tr><th>path<th>who
 * <tr><td>sign-in page, its styles, health, EST's first calls<td>anyone
 * <tr><td>/sync, EST renewal<td>devices
 * <tr><td>/api, /metrics<td>administrator and operator
 * <tr><td>POST of signed documents: disputes, signatures<td>people of any party
 * <tr><td>all else: pages<td>people; each page shows a host or supplier its own only
 * </table>
 */
@ApplicationScoped
public class AccessRules implements HttpSecurityPolicy {
  /** The header in which scripts of a signed-in page send the session's CSRF token back. */
  static final String CSRF_HEADER = "X-Loulan-CSRF";

  private static final List<String> OPEN =
      List.of(
          "/sign-in",
          "/language",
          "/static/",
          "/favicon.ico",
          "/health",
          "/.well-known/est/cacerts",
          "/.well-known/est/simpleenroll");
  private static final List<String> DEVICE = List.of("/sync/", "/.well-known/est/");
  private static final List<String> API = List.of("/api/", "/metrics", "/q/");

  /** What every party sends under its own key; the contract checks the signature. */
  private static final List<String> SIGNED = List.of("/api/v1/disputes", "/api/v1/agreements");

  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  static boolean isDevice(String path) {
    return begins(path, DEVICE);
  }

  static boolean isPage(String path) {
    return !isDevice(path) && !begins(path, API);
  }

  @Override
  public Uni<CheckResult> checkPermission(
      RoutingContext context,
      Uni<SecurityIdentity> identity,
      AuthorizationRequestContext requestContext) {
    String path = context.normalizedPath();
    if (begins(path, OPEN)) {
      return CheckResult.permit();
    }
    return identity.map(who -> new CheckResult(allowed(context, path, who)));
  }

  private static boolean allowed(RoutingContext context, String path, SecurityIdentity identity) {
    @Nullable Caller caller = identity.getAttribute(Caller.ATTRIBUTE);
    if (caller == null) {
      return false;
    }
    return switch (caller) {
      case Caller.Device device -> isDevice(path);
      case Caller.Program program -> !isDevice(path);
      case Caller.Person person -> personMay(context, path, person);
    };
  }

  private static boolean personMay(RoutingContext context, String path, Caller.Person person) {
    if (isPage(path)) {
      return true;
    }
    boolean safe = SAFE.contains(context.request().method());
    boolean own = person.session().csrf().equals(context.request().getHeader(CSRF_HEADER));
    if (!safe && own && begins(path, SIGNED)) {
      return true;
    }
    return begins(path, API) && person.account().role().runsShelves() && (safe || own);
  }

  private static boolean begins(String path, List<String> prefixes) {
    return prefixes.stream().anyMatch(path::startsWith);
  }
}
