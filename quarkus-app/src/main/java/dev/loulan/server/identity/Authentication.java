package dev.loulan.server.identity;

import dev.loulan.provisioning.Enrolment;
import dev.loulan.provisioning.ProvisioningException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Finds out who sends a request: the client certificate first, then the token, then the session
 * cookie. Anonymous requests go on to {@link AccessRules}.
 */
@ApplicationScoped
public class Authentication implements HttpAuthenticationMechanism {
  public static final String COOKIE = "loulan_session";
  private static final String BEARER = "Bearer ";

  private final Enrolment enrolment;
  private final AdminToken adminToken;
  private final Sessions sessions;
  private final BlockingSecurityExecutor blocking;

  Authentication(
      Enrolment enrolment,
      AdminToken adminToken,
      Sessions sessions,
      BlockingSecurityExecutor blocking) {
    this.enrolment = enrolment;
    this.adminToken = adminToken;
    this.sessions = sessions;
    this.blocking = blocking;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager manager) {
    return blocking
        .executeBlocking(() -> identify(context).map(Authentication::identity))
        .onItem()
        .transformToUni(found -> Uni.createFrom().optional(found));
  }

  private Optional<Caller> identify(RoutingContext context) {
    Optional<X509Certificate> certificate = clientCertificate(context.request());
    if (certificate.isPresent()) {
      return device(context, certificate.get());
    }
    String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null && authorization.startsWith(BEARER)) {
      boolean known = adminToken.matches(authorization.substring(BEARER.length()).strip());
      return known ? Optional.of(new Caller.Program()) : Optional.empty();
    }
    Cookie cookie = context.request().getCookie(COOKIE);
    return Optional.ofNullable(cookie)
        .flatMap(each -> sessions.find(each.getValue()))
        .map(Caller.Person::new);
  }

  private Optional<Caller> device(RoutingContext context, X509Certificate certificate) {
    try {
      return Optional.of(new Caller.Device(enrolment.requireDevice(certificate), certificate));
    } catch (ProvisioningException e) {
      context.put(Refusal.KEY, Refusal.of(e));
      throw new AuthenticationFailedException(e.getMessage(), e);
    }
  }

  private static Optional<X509Certificate> clientCertificate(HttpServerRequest request) {
    if (!request.isSSL()) {
      return Optional.empty();
    }
    try {
      return Optional.of((X509Certificate) request.sslSession().getPeerCertificates()[0]);
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  private static SecurityIdentity identity(Caller caller) {
    QuarkusSecurityIdentity.Builder builder =
        QuarkusSecurityIdentity.builder().addAttribute(Caller.ATTRIBUTE, caller);
    return switch (caller) {
      case Caller.Device device ->
          builder.setPrincipal(new QuarkusPrincipal(device.name())).addRole("device").build();
      case Caller.Program() ->
          builder.setPrincipal(new QuarkusPrincipal("admin.token")).addRole("admin").build();
      case Caller.Person person ->
          builder
              .setPrincipal(new QuarkusPrincipal(person.account().name()))
              .addRole(person.account().role().word())
              .build();
    };
  }

  /** Before Quarkus' own mechanism for client certificates, which knows no revocation. */
  @Override
  public int getPriority() {
    return 10_000;
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().optional(Optional.empty());
  }

  /** Sends people to the sign-in page and tells programs in a problem document. */
  @Override
  public Uni<Boolean> sendChallenge(RoutingContext context) {
    Refusal.unauthorised(context);
    return Uni.createFrom().item(true);
  }
}
