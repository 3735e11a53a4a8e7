package dev.loulan.server.identity;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Sessions of signed-in people: random tokens, kept as hashes, for twelve hours. */
public final class Sessions {
  public static final Duration LIFETIME = Duration.ofHours(12);

  /** An open session; {@code csrf} must come back with every form. */
  public record Session(Account account, String csrf) {}

  private final IdentityDatabase database;
  private final InstantSource clock;

  public Sessions(IdentityDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Opens a session and returns its token, which is nowhere stored. */
  public String open(Account account) {
    long now = clock.instant().getEpochSecond();
    database.change("DELETE FROM session WHERE expires < ?", now);
    String token = Secrets.token();
    database.change(
        "INSERT INTO session (token_hash, account, csrf, expires) VALUES (?, ?, ?, ?)",
        Secrets.hash(token),
        account.name(),
        Secrets.token(),
        now + LIFETIME.toSeconds());
    return token;
  }

  public Optional<Session> find(String token) {
    return database.first(
        row -> new Session(Accounts.account(row), row.getString(4)),
        "SELECT a.name, a.role, a.party, s.csrf FROM session s JOIN account a ON a.name = s.account"
            + " WHERE s.token_hash = ? AND s.expires >= ?",
        Secrets.hash(token),
        clock.instant().getEpochSecond());
  }

  public void close(String token) {
    database.change("DELETE FROM session WHERE token_hash = ?", Secrets.hash(token));
  }
}
