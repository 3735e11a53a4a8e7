package dev.loulan.server.http;

import dev.loulan.contract.ContractException;
import dev.loulan.domain.json.JsonException;
import dev.loulan.provisioning.ProvisioningException;
import dev.loulan.sync.hooks.HookException;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what a resource throws into a problem; only an unexpected failure is logged. */
final class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);

  private final RoutingContext context;

  Problems(RoutingContext context) {
    this.context = context;
  }

  @ServerExceptionMapper
  Response problem(Problem problem) {
    return problem.response(Language.of(context));
  }

  @ServerExceptionMapper
  Response badJson(JsonException e) {
    return of(400, "BAD_REQUEST", String.valueOf(e.getMessage()));
  }

  @ServerExceptionMapper
  Response contract(ContractException e) {
    return of(ContractStatus.of(e.code()), e.code().name(), String.valueOf(e.getMessage()));
  }

  @ServerExceptionMapper
  Response hook(HookException e) {
    return of(400, "BAD_HOOK", String.valueOf(e.getMessage()));
  }

  @ServerExceptionMapper
  Response ledger(LedgerUnavailableException e) {
    return of(503, "LEDGER_UNAVAILABLE", String.valueOf(e.getMessage()));
  }

  @ServerExceptionMapper
  Response provisioning(ProvisioningException e) {
    int status =
        switch (e.code()) {
          case CLAIM_UNKNOWN, CLAIM_USED, CLAIM_EXPIRED -> 401;
          case REVOKED, UNKNOWN_CERTIFICATE -> 403;
          case CLAIM_MALFORMED, BAD_REQUEST -> 400;
          case STORE, UNREACHABLE, WRONG_SERVER -> 500;
        };
    return of(status, e.code().name(), String.valueOf(e.getMessage()));
  }

  @ServerExceptionMapper
  Response web(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    if (status < 400) {
      return e.getResponse();
    }
    return of(status, "HTTP_" + status, "The request was not understood: " + e.getMessage());
  }

  @ServerExceptionMapper
  Response unexpected(RuntimeException e) {
    LOG.error("A request failed", e);
    return of(500, "INTERNAL", "The server failed; its log says more.");
  }

  private Response of(int status, String code, String detail) {
    return problem(new Problem(status, code, detail));
  }
}
