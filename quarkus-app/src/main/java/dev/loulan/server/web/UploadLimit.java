package dev.loulan.server.web;

import dev.loulan.server.http.Language;
import dev.loulan.server.http.Problem;
import dev.loulan.server.settings.ServerSettings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;

/**
 * Says in words that a request brings too much. A browser reads an answer only after it sent
 * everything, so what is too much is received and thrown away first, within reason.
 */
@ApplicationScoped
class UploadLimit {
  /** After the headers of every answer, before the server's own limit, which says nothing. */
  private static final int PRIORITY = 800;

  /** So many times the limit is received in order to answer. */
  private static final int PATIENCE = 16;

  private final ServerSettings settings;

  UploadLimit(ServerSettings settings) {
    this.settings = settings;
  }

  void install(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    long length = length(context);
    long most = (long) settings.uploadMib() << 20;
    if (length <= most) {
      context.next();
    } else if (length <= PATIENCE * most) {
      context.request().handler(part -> {}).endHandler(end -> answer(context, length));
      context.request().resume();
    } else {
      context.response().putHeader("Connection", "close");
      answer(context, length);
    }
  }

  private static long length(RoutingContext context) {
    String said = context.request().getHeader("Content-Length");
    try {
      return said == null ? 0 : Long.parseLong(said);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private void answer(RoutingContext context, long length) {
    Locale locale = Language.of(context);
    Problem problem =
        new Problem(
            413,
            "TOO_LARGE",
            "The body has %d bytes; at most %d are taken here."
                .formatted(length, (long) settings.uploadMib() << 20));
    HttpServerResponse response = context.response().setStatusCode(problem.status());
    String accepted = String.valueOf(context.request().getHeader("Accept"));
    if (accepted.contains("text/html")) {
      Texts texts = Texts.of(locale);
      Page page = new Page(texts, context.normalizedPath(), null, "");
      String text =
          texts.with(
              "tooLarge.text",
              Long.toString(settings.uploadMib()),
              String.format(Locale.ROOT, "%.1f", length / (double) (1 << 20)));
      response
          .putHeader("Content-Type", "text/html;charset=UTF-8")
          .end(Templates.message(page, texts.get("tooLarge.title"), text).render());
    } else {
      response.putHeader("Content-Type", Problem.MEDIA_TYPE).end(problem.body(locale).text());
    }
  }
}
