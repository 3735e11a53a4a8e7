package dev.loulan.server.identity;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Links that sign in once, within 15 minutes. */
public final class SignInLinks {
  public static final Duration LIFETIME = Duration.ofMinutes(15);

  /** Where a link leads: this path and the token. */
  public static final String PATH = "/sign-in/link/";

  private final IdentityDatabase database;
  private final Accounts accounts;
  private final InstantSource clock;

  public SignInLinks(IdentityDatabase database, Accounts accounts, InstantSource clock) {
    this.database = database;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** A new token for this account. */
  public String create(Account account) {
    long now = clock.instant().getEpochSecond();
    database.change("DELETE FROM link WHERE expires < ?", now);
    String token = Secrets.token();
    database.change(
        "INSERT INTO link (token_hash, account, expires) VALUES (?, ?, ?)",
        Secrets.hash(token),
        account.name(),
        now + LIFETIME.toSeconds());
    return token;
  }

  /** The account, the first time only. */
  public Optional<Account> redeem(String token) {
    return database
        .first(
            row -> row.getString(1),
            "DELETE FROM link WHERE token_hash = ? AND expires >= ? RETURNING account",
            Secrets.hash(token),
            clock.instant().getEpochSecond())
        .flatMap(accounts::find);
  }
}
