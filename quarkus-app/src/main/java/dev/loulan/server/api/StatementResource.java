package dev.loulan.server.api;

import dev.loulan.clearing.statement.Bundle;
import dev.loulan.server.http.Problem;
import dev.loulan.server.ledger.LedgerDesk;
import dev.loulan.server.statements.PartyStatements;
import dev.loulan.server.statements.PartyStatements.Form;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Any party's statement, for who runs the server. */
@Path("/api/v1/statements")
@Blocking
public class StatementResource {
  private final PartyStatements statements;
  private final LedgerDesk ledger;
  private final TradeCurrency currency;

  StatementResource(PartyStatements statements, LedgerDesk ledger, TradeCurrency currency) {
    this.statements = statements;
    this.ledger = ledger;
    this.currency = currency;
  }

  @GET
  @Path("{partyId}/{period}")
  public Response statement(
      @PathParam("partyId") String partyId,
      @PathParam("period") String period,
      @QueryParam("role") @Nullable String role,
      @QueryParam("currency") @Nullable String currency,
      @QueryParam("form") @DefaultValue("json") String form,
      @QueryParam("language") @DefaultValue("en") String language) {
    Form wanted = Form.of(form);
    String place = role == null ? roleOf(partyId) : role;
    Bundle bundle =
        statements.of(place, partyId, period, this.currency.of(Optional.ofNullable(currency)));
    return Response.ok(
            statements.file(bundle, wanted, Locale.forLanguageTag(language)), wanted.mediaType())
        .build();
  }

  private String roleOf(String partyId) {
    return ledger.parties().stream()
        .filter(party -> party.partyId().equals(partyId))
        .map(LedgerDesk.Party::role)
        .findFirst()
        .orElseThrow(
            () -> new Problem(404, "UNKNOWN_PARTY", "There is no party '%s'.".formatted(partyId)));
  }
}
