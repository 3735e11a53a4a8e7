package dev.loulan.server.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The built-in accounts. An account without a password can be opened by a one-time link only. */
public final class Accounts {
  public static final int LEAST_PASSWORD_CHARACTERS = 10;

  // Compared with when there is no such account, so that the answer takes as long as for a real
  // one.
  private static final String NOBODY = PasswordHash.of(Secrets.token());

  private final IdentityDatabase database;

  public Accounts(IdentityDatabase database) {
    this.database = database;
  }

  /** Makes the account or changes its role and party; an existing password stays. */
  public Account put(Account account) {
    database.change(
        "INSERT INTO account (name, role, party) VALUES (?, ?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET role = excluded.role, party = excluded.party",
        account.name(),
        account.role().word(),
        account.partyId());
    return account;
  }

  public Optional<Account> find(String name) {
    return database.first(
        Accounts::account, "SELECT name, role, party FROM account WHERE name = ?", name);
  }

  /** Sets a password of at least {@value #LEAST_PASSWORD_CHARACTERS} characters. */
  public void setPassword(String name, String password) {
    if (password.length() < LEAST_PASSWORD_CHARACTERS) {
      throw new IllegalArgumentException("a password has at least 10 characters");
    }
    database.change(
        "UPDATE account SET password = ? WHERE name = ?", PasswordHash.of(password), name);
  }

  /** The account, when name and password belong together. Takes about 50 ms either way. */
  public Optional<Account> check(String name, String password) {
    String stored =
        database
            .first(
                row -> Optional.ofNullable(row.getString(1)),
                "SELECT password FROM account WHERE name = ?",
                name)
            .flatMap(found -> found)
            .orElse(NOBODY);
    return PasswordHash.matches(password, stored) ? find(name) : Optional.empty();
  }

  static Account account(ResultSet row) throws SQLException {
    @Nullable String party = row.getString(3);
    return new Account(row.getString(1), Role.of(row.getString(2)), party);
  }
}
