package dev.loulan.server.web;

import dev.loulan.server.http.Language;
import dev.loulan.server.identity.Account;
import dev.loulan.server.identity.Caller;
import dev.loulan.server.identity.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Who looks at a page, in which language, and at which path; one for each request. */
@RequestScoped
public class Visit {
  private final SecurityIdentity identity;
  private final RoutingContext context;

  Visit(SecurityIdentity identity, RoutingContext context) {
    this.identity = identity;
    this.context = context;
  }

  /** The page's frame; {@link Page#account} is null on the pages that need no account. */
  Page page() {
    Optional<Caller.Person> person = person();
    return new Page(
        texts(),
        context.normalizedPath(),
        person.map(Caller.Person::account).orElse(null),
        person.map(each -> each.session().csrf()).orElse(""));
  }

  /**
   * The account that looks; a program with the administrator's token sees what an administrator
   * does.
   */
  Account account() {
    return person()
        .map(Caller.Person::account)
        .orElseGet(() -> new Account("admin.token", Role.ADMIN, null));
  }

  Texts texts() {
    return Texts.of(Language.of(context));
  }

  private Optional<Caller.Person> person() {
    Caller caller = identity.getAttribute(Caller.ATTRIBUTE);
    return caller instanceof Caller.Person person ? Optional.of(person) : Optional.empty();
  }
}
