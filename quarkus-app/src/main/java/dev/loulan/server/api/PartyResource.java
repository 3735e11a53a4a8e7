package dev.loulan.server.api;

import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.PartyRole;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.server.http.Body;
import dev.loulan.server.identity.Account;
import dev.loulan.server.identity.Accounts;
import dev.loulan.server.identity.Role;
import dev.loulan.server.ledger.LedgerDesk;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;

/** Parties with their keys; each operator, host and supplier gets an account of its own name. */
@Path("/api/v1/parties")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class PartyResource {
  private final LedgerDesk ledger;
  private final Accounts accounts;

  PartyResource(LedgerDesk ledger, Accounts accounts) {
    this.ledger = ledger;
    this.accounts = accounts;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] register(byte[] body) {
    Fields party = Body.object(body);
    party.allowOnly(Set.of("partyId", "role", "name", "publicKey", "proof"));
    String partyId = party.text("partyId");
    String role = party.text("role");
    byte[] registered =
        ledger.submit(
            ledger.server(),
            ContractCalls.registerParty(
                new JsonObjectBuilder()
                    .text("partyId", partyId)
                    .text("role", role)
                    .text("name", party.text("name"))
                    .text("publicKey", party.text("publicKey"))
                    .text("proof", party.text("proof"))
                    .build()));
    if (!role.equals(PartyRole.PLATFORM.word())) {
      accounts.put(new Account(partyId, Role.of(role), partyId));
    }
    return registered;
  }

  @GET
  public byte[] parties() {
    return new Json.Arr(
            ledger.parties().stream()
                .<Json>map(party ->
                    new JsonObjectBuilder()
                        .text("partyId", party.partyId())
                        .text("role", party.role())
                        .text("name", party.name())
                        .text("keyId", party.keyId())
                        .text("publicKey", party.publicKey())
                        .build())
                .toList())
        .canonical();
  }
}
