package dev.loulan.server.identity;

import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.provisioning.CertsOnly;
import dev.loulan.provisioning.Enrolment;
import dev.loulan.provisioning.ErrorCode;
import dev.loulan.provisioning.ProvisioningException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Enrolment over Secure Transport (RFC 7030): the three calls that a device needs. */
@Path("/.well-known/est")
public class EstResource {
  private static final String BASIC = "Basic ";

  private final Enrolment enrolment;
  private final SecurityIdentity identity;
  private final SignInLimiter limiter;

  EstResource(Enrolment enrolment, SecurityIdentity identity, SignInLimiter limiter) {
    this.enrolment = enrolment;
    this.identity = identity;
    this.limiter = limiter;
  }

  @GET
  @Path("cacerts")
  public Response authority() {
    return certificates(List.of(enrolment.authority().certificate()));
  }

  @POST
  @Path("simpleenroll")
  @Consumes("application/pkcs10")
  public Response enrol(
      @HeaderParam("Authorization") @Nullable String authorization,
      RoutingContext context,
      byte[] body) {
    if (!context.request().isSSL()) {
      return problem(403, "TLS_REQUIRED", "Enrolment needs the server's TLS port.");
    }
    if (authorization == null || !authorization.startsWith(BASIC)) {
      return Response.fromResponse(
              problem(401, "CLAIM_UNKNOWN", "Send the device's name and claim as HTTP Basic."))
          .header("WWW-Authenticate", "Basic realm=\"est\"")
          .build();
    }
    return answer(() -> claim(credentials(authorization), context, body));
  }

  private X509Certificate claim(String[] deviceAndCode, RoutingContext context, byte[] body) {
    String key = "est:" + context.request().remoteAddress().hostAddress();
    if (!limiter.mayTry(key)) {
      throw new ProvisioningException(
          ErrorCode.CLAIM_UNKNOWN, "Too many wrong claims from this address; wait five minutes.");
    }
    try {
      return enrolment.enrol(deviceAndCode[0], deviceAndCode[1], decode(body));
    } catch (ProvisioningException e) {
      if (e.code() == ErrorCode.CLAIM_UNKNOWN) {
        limiter.failed(key);
      }
      throw e;
    }
  }

  @POST
  @Path("simplereenroll")
  @Consumes("application/pkcs10")
  public Response renew(byte[] body) {
    if (identity.getAttribute(Caller.ATTRIBUTE) instanceof Caller.Device device) {
      return answer(() -> enrolment.renew(device.certificate(), decode(body)));
    }
    return problem(401, "UNAUTHENTICATED", "Renewal needs the certificate in hand.");
  }

  /** One certificate, or the reason why there is none. */
  private interface Issue {
    X509Certificate certificate();
  }

  private Response answer(Issue issue) {
    try {
      return certificates(List.of(issue.certificate(), enrolment.authority().certificate()));
    } catch (ProvisioningException e) {
      return problem(status(e.code()), e.code().name(), String.valueOf(e.getMessage()));
    }
  }

  private static int status(ErrorCode code) {
    return switch (code) {
      case CLAIM_UNKNOWN, CLAIM_USED, CLAIM_EXPIRED, CLAIM_MALFORMED, UNKNOWN_CERTIFICATE -> 401;
      case REVOKED -> 403;
      case BAD_REQUEST -> 400;
      case STORE, UNREACHABLE, WRONG_SERVER -> 500;
    };
  }

  private static String[] credentials(String authorization) {
    try {
      byte[] plain = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      String[] parts = new String(plain, StandardCharsets.UTF_8).split(":", 2);
      return parts.length == 2 ? parts : new String[] {"", ""};
    } catch (IllegalArgumentException e) {
      return new String[] {"", ""};
    }
  }

  /** EST sends base64 (RFC 8951); plain DER is taken as well. */
  private static byte[] decode(byte[] body) {
    boolean der = body.length > 0 && body[0] == 0x30;
    try {
      return der ? body : Base64.getMimeDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw new ProvisioningException(
          ErrorCode.BAD_REQUEST, "The certificate request is not base64.", e);
    }
  }

  private static Response certificates(List<X509Certificate> certificates) {
    return Response.ok(CertsOnly.encode(certificates))
        .type("application/pkcs7-mime; smime-type=certs-only")
        .header("Content-Transfer-Encoding", "base64")
        .build();
  }

  private static Response problem(int status, String code, String detail) {
    String body =
        new JsonObjectBuilder()
            .text("title", "Enrolment refused")
            .integer("status", status)
            .text("code", code)
            .text("detail", detail)
            .build()
            .text();
    return Response.status(status).entity(body).type("application/problem+json").build();
  }
}
