package dev.loulan.server.web;

import dev.loulan.server.http.Language;
import dev.loulan.server.identity.Account;
import dev.loulan.server.identity.Accounts;
import dev.loulan.server.identity.Authentication;
import dev.loulan.server.identity.Sessions;
import dev.loulan.server.identity.SignInLimiter;
import dev.loulan.server.identity.SignInLinks;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signing in by password or one-time link, signing out, and the choice of language. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class SignInResource {
  private static final long LANGUAGE_SECONDS = 365L * 24 * 3_600;

  private final Accounts accounts;
  private final Sessions sessions;
  private final SignInLinks links;
  private final SignInLimiter limiter;
  private final Visit visit;

  SignInResource(
      Accounts accounts, Sessions sessions, SignInLinks links, SignInLimiter limiter, Visit visit) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.links = links;
    this.limiter = limiter;
    this.visit = visit;
  }

  @GET
  @Path("sign-in")
  public String form(@QueryParam("next") @Nullable String next) {
    return Templates.signIn(visit.page(), local(next), "").render();
  }

  @POST
  @Path("sign-in")
  public Response signIn(
      @FormParam("name") @Nullable String name,
      @FormParam("password") @Nullable String password,
      @FormParam("next") @Nullable String next,
      RoutingContext context) {
    String account = name == null ? "" : name.strip();
    String address = "address:" + context.request().remoteAddress().hostAddress();
    if (!limiter.mayTry(account) || !limiter.mayTry(address)) {
      return refused(429, next, "signIn.wait");
    }
    Optional<Account> found = accounts.check(account, password == null ? "" : password);
    if (found.isEmpty()) {
      limiter.failed(account);
      limiter.failed(address);
      return refused(401, next, "signIn.wrong");
    }
    limiter.succeeded(account);
    open(found.get(), context);
    return Response.seeOther(URI.create(local(next))).build();
  }

  private Response refused(int status, @Nullable String next, String problem) {
    String html = Templates.signIn(visit.page(), local(next), problem).render();
    return Response.status(status).entity(html).build();
  }

  /**
   * Answers with a page that goes on by itself: a redirect that another site began would not carry
   * the strict cookie.
   */
  @GET
  @Path("sign-in/link/{token}")
  public Response link(@PathParam("token") String token, RoutingContext context) {
    Optional<Account> account = links.redeem(token);
    if (account.isEmpty()) {
      return refused(410, null, "signIn.linkOver");
    }
    open(account.get(), context);
    return Response.ok(Templates.linked(visit.page()).render()).build();
  }

  @POST
  @Path("sign-out")
  public Response signOut(@FormParam("csrf") @Nullable String csrf, RoutingContext context) {
    Page page = visit.page();
    if (!page.signedIn() || !page.csrf().equals(csrf)) {
      String html = Templates.message(page, "forbidden").render();
      return Response.status(403).entity(html).build();
    }
    Cookie cookie = context.request().getCookie(Authentication.COOKIE);
    if (cookie != null) {
      sessions.close(cookie.getValue());
    }
    context.response().addCookie(cookie(Authentication.COOKIE, "", 0, context));
    return Response.seeOther(URI.create("/sign-in")).build();
  }

  @GET
  @Path("language")
  public Response language(
      @QueryParam("to") @Nullable String to,
      @QueryParam("back") @Nullable String back,
      RoutingContext context) {
    String language = "zh".equals(to) ? "zh" : "en";
    context.response().addCookie(cookie(Language.COOKIE, language, LANGUAGE_SECONDS, context));
    return Response.seeOther(URI.create(local(back))).build();
  }

  private void open(Account account, RoutingContext context) {
    String token = sessions.open(account);
    context
        .response()
        .addCookie(cookie(Authentication.COOKIE, token, Sessions.LIFETIME.toSeconds(), context));
  }

  private static Cookie cookie(
      String name, String value, long maxAgeSeconds, RoutingContext context) {
    return Cookie.cookie(name, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(context.request().isSSL())
        .setSameSite(CookieSameSite.STRICT)
        .setMaxAge(maxAgeSeconds);
  }

  /** A path of this server, never another site. */
  private static String local(@Nullable String path) {
    if (path != null && path.matches("/([A-Za-z0-9._~:%-][A-Za-z0-9._~:%/-]*)?")) {
      return path;
    }
    return "/";
  }
}
