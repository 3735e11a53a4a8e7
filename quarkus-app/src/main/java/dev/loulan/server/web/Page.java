package dev.loulan.server.web;

import dev.loulan.server.identity.Account;
import dev.loulan.server.identity.Role;
import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;

/**
 * What every page needs: its words, who looks, where it is, and the token that its forms send back.
 */
@TemplateData
public record Page(Texts t, String path, @Nullable Account account, String csrf) {
  public Formats formats() {
    return new Formats(t.locale());
  }

  public boolean signedIn() {
    return account != null;
  }

  public boolean operator() {
    return account != null && account.role().runsShelves();
  }

  /** Whether the account is a party's, which has statements of its own. */
  public boolean owned() {
    return account != null && account.partyId() != null;
  }

  public boolean host() {
    return account != null && account.role() == Role.HOST;
  }

  public boolean supplier() {
    return account != null && account.role() == Role.SUPPLIER;
  }

  /** The role of the account's party; an operator's where it is no party's. */
  public String partyRole() {
    return host() ? "host" : supplier() ? "supplier" : "operator";
  }

  public String accountName() {
    return account == null ? "" : account.name();
  }

  public String roleName() {
    return account == null ? "" : t.get("role." + account.role().word());
  }
}
