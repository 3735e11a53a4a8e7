package dev.loulan.server.api;

import dev.loulan.contract.ContractCalls;
import dev.loulan.domain.json.Fields;
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
import jakarta.ws.rs.core.MediaType;
import java.util.Set;

/** Terms and their signatures; the contract decides when they are in force. */
@Path("/api/v1/agreements")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class AgreementResource {
  private final LedgerDesk ledger;
  private final LiveHub live;

  AgreementResource(LedgerDesk ledger, LiveHub live) {
    this.ledger = ledger;
    this.live = live;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] propose(byte[] terms) {
    Body.object(terms);
    return ledger.submit(ledger.server(), ContractCalls.proposeAgreement(terms));
  }

  @POST
  @Path("{id}/{version}/signatures")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] sign(@PathParam("id") String id, @PathParam("version") long version, byte[] body) {
    Fields signature = Body.object(body);
    signature.allowOnly(Set.of("partyId", "signature"));
    byte[] state =
        ledger.submit(
            ledger.server(),
            ContractCalls.signAgreement(
                id, version, signature.text("partyId"), signature.text("signature")));
    live.changed();
    return state;
  }

  @GET
  public byte[] agreements() {
    return ledger.query(ContractCalls.agreements());
  }
}
