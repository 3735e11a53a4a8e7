package dev.loulan.server.api;

import dev.loulan.contract.ContractCalls;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.server.http.Body;
import dev.loulan.server.ledger.LedgerDesk;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is due, what was instructed, and what the bank said. Accounts are not known here. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class PayoutResource {
  private final LedgerDesk ledger;
  private final TradeCurrency currency;

  PayoutResource(LedgerDesk ledger, TradeCurrency currency) {
    this.ledger = ledger;
    this.currency = currency;
  }

  @GET
  @Path("balances")
  public byte[] balances(@QueryParam("currency") @Nullable String named) {
    return ledger.query(ContractCalls.balances(currency.of(Optional.ofNullable(named))));
  }

  @GET
  @Path("payouts")
  public byte[] payouts(@QueryParam("currency") @Nullable String named) {
    return ledger.query(ContractCalls.payouts(currency.of(Optional.ofNullable(named))));
  }

  @POST
  @Path("payouts")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] instruct(byte[] body) {
    return ledger.submit(ledger.operator(), ContractCalls.instructPayout(object(body)));
  }

  @POST
  @Path("payouts/answers")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] answer(byte[] body) {
    return ledger.submit(ledger.operator(), ContractCalls.answerPayout(object(body)));
  }

  private static Json.Obj object(byte[] body) {
    Body.object(body);
    if (JsonReader.read(body) instanceof Json.Obj object) {
      return object;
    }
    throw new JsonException("A payout is a JSON object");
  }
}
