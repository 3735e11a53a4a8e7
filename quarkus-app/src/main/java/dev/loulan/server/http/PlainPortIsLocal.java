package dev.loulan.server.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Without TLS only programs on this machine are served, whatever address the server listens on. */
@ApplicationScoped
class PlainPortIsLocal {
  private static final int PRIORITY = 1_000;

  void install(@Observes Filters filters) {
    filters.register(PlainPortIsLocal::check, PRIORITY);
  }

  private static void check(RoutingContext context) {
    if (context.request().isSSL() || isLoopback(context.request().remoteAddress())) {
      context.next();
      return;
    }
    Problem problem = new Problem(403, "TLS_ONLY", "From outside this machine, use the TLS port.");
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .end(problem.body(Language.of(context)).text());
  }

  private static boolean isLoopback(SocketAddress address) {
    try {
      return InetAddress.getByName(address.hostAddress()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
