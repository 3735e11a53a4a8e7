package dev.loulan.server.web;

import dev.loulan.server.identity.Account;
import dev.loulan.server.identity.Authentication;
import dev.loulan.server.identity.Sessions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Server-sent events: the HTML of each part of the start page, when it changed. */
@Path("/live")
public class LiveResource {
  private static final Duration TICK = Duration.ofMillis(400);

  private final Figures figures;
  private final Visit visit;
  private final Sessions sessions;

  LiveResource(Figures figures, Visit visit, Sessions sessions) {
    this.figures = figures;
    this.visit = visit;
    this.sessions = sessions;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<OutboundSseEvent> parts(
      @Context Sse sse, @CookieParam(Authentication.COOKIE) @Nullable String token) {
    Page page = visit.page();
    Account account = visit.account();
    LiveParts parts = new LiveParts(page, account, new Board(figures, account, page.t()), sse);
    return Multi.createFrom()
        .ticks()
        .every(TICK)
        .onOverflow()
        .drop()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .onItem()
        .transformToIterable(
            tick -> parts.changed(token != null && sessions.find(token).isPresent()));
  }
}
