package dev.loulan.server.api;

import dev.loulan.contract.ContractCalls;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.server.http.Body;
import dev.loulan.server.ledger.LedgerDesk;
import dev.loulan.server.live.LiveHub;
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
import org.jspecify.annotations.Nullable;

/** Contested sales and the work list of a day; the contract checks who signed what. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DisputeResource {
  private final LedgerDesk ledger;
  private final TradeCurrency currency;
  private final LiveHub live;

  DisputeResource(LedgerDesk ledger, TradeCurrency currency, LiveHub live) {
    this.ledger = ledger;
    this.currency = currency;
    this.live = live;
  }

  @POST
  @Path("disputes")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] dispute(byte[] body) {
    Body.object(body);
    if (JsonReader.read(body) instanceof Json.Obj step) {
      byte[] dispute = ledger.submit(ledger.server(), ContractCalls.dispute(step));
      live.changed();
      return dispute;
    }
    throw new JsonException("A step of a dispute is a JSON object");
  }

  @GET
  @Path("disputes/{day}")
  public byte[] disputes(@PathParam("day") String day) {
    return ledger.query(ContractCalls.disputes(day(day)));
  }

  /** The cases of a day as they stand, settled or not. */
  @GET
  @Path("cases/{day}")
  public byte[] cases(
      @PathParam("day") String day, @QueryParam("currency") @Nullable String named) {
    return ledger.query(ContractCalls.matchDay(day(day), currency.of(Optional.ofNullable(named))));
  }

  private static BusinessDay day(String text) {
    try {
      return new BusinessDay(text);
    } catch (IllegalArgumentException e) {
      throw new JsonException(String.valueOf(e.getMessage()));
    }
  }
}
