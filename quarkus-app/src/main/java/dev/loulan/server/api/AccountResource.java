package dev.loulan.server.api;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.server.http.Body;
import dev.loulan.server.http.Problem;
import dev.loulan.server.identity.Account;
import dev.loulan.server.identity.Accounts;
import dev.loulan.server.identity.Caller;
import dev.loulan.server.identity.Role;
import dev.loulan.server.identity.SignInLinks;
import dev.loulan.server.settings.ServerSettings;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;

/** One-time links and passwords for the accounts of parties, and for {@code admin}. */
@Path("/api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class AccountResource {
  private static final String ADMIN = "admin";

  private final Accounts accounts;
  private final SignInLinks links;
  private final ServerSettings settings;
  private final SecurityIdentity identity;

  AccountResource(
      Accounts accounts, SignInLinks links, ServerSettings settings, SecurityIdentity identity) {
    this.identity = identity;
    this.accounts = accounts;
    this.links = links;
    this.settings = settings;
  }

  @POST
  @Path("links")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] link(byte[] body) {
    Fields fields = Body.object(body);
    fields.allowOnly(Set.of("account"));
    Account account = account(fields.text("account"));
    String base = settings.linksBase().isEmpty() ? settings.plainAddress() : settings.linksBase();
    return new JsonObjectBuilder()
        .text("url", base + SignInLinks.PATH + links.create(account))
        .build()
        .canonical();
  }

  @POST
  @Path("passwords")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] password(byte[] body) {
    Fields fields = Body.object(body);
    fields.allowOnly(Set.of("account", "password"));
    Account account = account(fields.text("account"));
    String password = fields.text("password");
    if (password.length() < Accounts.LEAST_PASSWORD_CHARACTERS) {
      throw new Problem(
          422,
          "PASSWORD",
          "A password has at least %d characters.".formatted(Accounts.LEAST_PASSWORD_CHARACTERS));
    }
    accounts.setPassword(account.name(), password);
    return new JsonObjectBuilder().text("account", account.name()).build().canonical();
  }

  /** The account that is meant, when it is the caller's to open. */
  private Account account(String name) {
    requireMayOpen(name);
    return name.equals(ADMIN)
        ? accounts.put(new Account(ADMIN, Role.ADMIN, null))
        : accounts
            .find(name)
            .orElseThrow(() ->
                new Problem(
                    404,
                    "UNKNOWN_ACCOUNT",
                    "There is no account '%s'; a party's account has the party's id."
                        .formatted(name)));
  }

  /** An operator who is signed in opens its own account only; the administrator opens any. */
  private void requireMayOpen(String name) {
    boolean may =
        switch (identity.<Caller>getAttribute(Caller.ATTRIBUTE)) {
          case Caller.Program _ -> true;
          case Caller.Person person ->
              person.account().role() == Role.ADMIN || person.account().name().equals(name);
          case Caller.Device _ -> false;
          case null -> false;
        };
    if (!may) {
      throw new Problem(
          403, "NOT_AUTHORISED", "Only the administrator opens the account '%s'.".formatted(name));
    }
  }
}
