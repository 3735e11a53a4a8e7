package dev.loulan.server.web;

import dev.loulan.server.http.Language;
import dev.loulan.server.http.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Error pages for people; programs get problems. */
final class ErrorPages {
  private final Visit visit;

  ErrorPages(Visit visit) {
    this.visit = visit;
  }

  @ServerExceptionMapper
  Response missing(MissingPage e) {
    return page(404, "missing");
  }

  @ServerExceptionMapper
  Response notFound(NotFoundException e, RoutingContext context) {
    String accept = String.valueOf(context.request().getHeader("Accept"));
    return accept.contains("text/html")
        ? page(404, "missing")
        : new Problem(404, "NOT_FOUND", "There is no " + context.normalizedPath() + ".")
            .response(Language.of(context));
  }

  private Response page(int status, String name) {
    String html = Templates.message(visit.page(), name).render();
    return Response.status(status)
        .entity(html)
        .type(MediaType.TEXT_HTML + ";charset=UTF-8")
        .build();
  }
}
