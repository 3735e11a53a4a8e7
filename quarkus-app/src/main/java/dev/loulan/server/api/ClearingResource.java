package dev.loulan.server.api;

import dev.loulan.contract.ContractCalls;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.server.http.Body;
import dev.loulan.server.ledger.LedgerDesk;
import dev.loulan.server.live.LiveHub;
import dev.loulan.server.wiring.Pipeline;
import dev.loulan.sync.clearing.Clearing;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Bills in, statements out. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ClearingResource {
  private final Clearing clearing;
  private final Pipeline pipeline;
  private final LedgerDesk ledger;
  private final TradeCurrency currency;
  private final LiveHub live;

  ClearingResource(
      Clearing clearing,
      Pipeline pipeline,
      LedgerDesk ledger,
      TradeCurrency currency,
      LiveHub live) {
    this.clearing = clearing;
    this.pipeline = pipeline;
    this.ledger = ledger;
    this.currency = currency;
    this.live = live;
  }

  @POST
  @Path("bills")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] bill(byte[] body) {
    return clearing.submitBill(ledger.operator(), object(body, "A bill is a JSON object"));
  }

  /** What the operator's bank received; the third leg of the match. */
  @POST
  @Path("bank-statements")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] bankStatement(byte[] body) {
    Json.Obj statement = object(body, "A bank statement is a JSON object");
    byte[] taken = ledger.submit(ledger.operator(), ContractCalls.submitBankStatement(statement));
    live.changed();
    return taken;
  }

  /** How much a bill may bring is the server's limit on requests. */
  private static Json.Obj object(byte[] body, String otherwise) {
    if (JsonReader.read(body) instanceof Json.Obj object) {
      return object;
    }
    throw new JsonException(otherwise);
  }

  @POST
  @Path("settlements")
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(responseCode = "200", ref = "DayStatement")
  public byte[] settle(byte[] body) {
    Fields fields = Body.object(body);
    fields.allowOnly(Set.of("day", "currency"));
    BusinessDay day = day(fields.text("day"));
    pipeline.run();
    byte[] statement =
        clearing.settle(ledger.server(), day, currency.of(fields.textOrNone("currency")));
    live.changed();
    return statement;
  }

  /** Reckons a month: {@code {"month":"YYYY-MM"}}. */
  @POST
  @Path("settlements/months")
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(responseCode = "200", ref = "MonthStatement")
  public byte[] settleMonth(byte[] body) {
    Fields fields = Body.object(body);
    fields.allowOnly(Set.of("month", "currency"));
    return ledger.submit(
        ledger.server(),
        ContractCalls.settleMonth(
            fields.text("month"), currency.of(fields.textOrNone("currency"))));
  }

  @GET
  @Path("settlements/{day}")
  @APIResponse(responseCode = "200", ref = "DayStatement")
  public byte[] statement(
      @PathParam("day") String day, @QueryParam("currency") @Nullable String currency) {
    return clearing.statement(
        ledger.server(), day(day), this.currency.of(Optional.ofNullable(currency)));
  }

  private static BusinessDay day(String text) {
    try {
      return new BusinessDay(text);
    } catch (IllegalArgumentException e) {
      throw new JsonException(String.valueOf(e.getMessage()));
    }
  }
}
