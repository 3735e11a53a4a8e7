package dev.loulan.server.api;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.server.http.Body;
import dev.loulan.server.http.Problem;
import dev.loulan.server.identity.Account;
import dev.loulan.server.identity.Accounts;
import dev.loulan.server.identity.Role;
import dev.loulan.server.identity.SignInLinks;
import dev.loulan.server.settings.ServerSettings;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** One-time links for the accounts of parties, and for {@code admin}. */
@Path("/api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class AccountResource {
  private static final String ADMIN = "admin";

  private final Accounts accounts;
  private final SignInLinks links;
  private final ServerSettings settings;

  AccountResource(Accounts accounts, SignInLinks links, ServerSettings settings) {
    this.accounts = accounts;
    this.links = links;
    this.settings = settings;
  }

  @POST
  @Path("links")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] link(byte[] body) {
    Fields fields = Body.object(body);
    String name = fields.text("account");
    Account account =
        name.equals(ADMIN)
            ? accounts.put(new Account(ADMIN, Role.ADMIN, null))
            : accounts
                .find(name)
                .orElseThrow(() ->
                    new Problem(
                        404,
                        "UNKNOWN_ACCOUNT",
                        "There is no account '%s'; a party's account has the party's id."
                            .formatted(name)));
    String base = settings.linksBase().isEmpty() ? settings.plainAddress() : settings.linksBase();
    return new JsonObjectBuilder()
        .text("url", base + SignInLinks.PATH + links.create(account))
        .build()
        .canonical();
  }
}
