package dev.loulan.server.api;

import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.PartyRole;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.provisioning.party.PartyPublicKey;
import dev.loulan.server.http.Body;
import dev.loulan.server.http.Problem;
import dev.loulan.server.identity.Account;
import dev.loulan.server.identity.Accounts;
import dev.loulan.server.identity.PartyCertificates;
import dev.loulan.server.identity.Role;
import dev.loulan.server.ledger.LedgerDesk;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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
  private final PartyCertificates certificates;

  PartyResource(LedgerDesk ledger, Accounts accounts, PartyCertificates certificates) {
    this.ledger = ledger;
    this.accounts = accounts;
    this.certificates = certificates;
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
    PartyPublicKey key = PartyPublicKey.ofBase64(party.text("publicKey"));
    return withCertificate(registered, certificates.admit(partyId, role, key));
  }

  private static byte[] withCertificate(byte[] registered, String pem) {
    if (JsonReader.read(registered) instanceof Json.Obj answer) {
      var members = answer.members();
      members.put("certificate", new Json.Text(pem));
      return new Json.Obj(members).canonical();
    }
    throw new IllegalStateException("The contract answers with the party");
  }

  /** The certificate that admitted a party, PEM. */
  @GET
  @Path("{id}/certificate")
  @Produces("application/x-pem-file")
  public String certificate(@PathParam("id") String id) {
    return certificates
        .find(id)
        .orElseThrow(() -> new Problem(404, "UNKNOWN_PARTY", "No party " + id + " is admitted."));
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
