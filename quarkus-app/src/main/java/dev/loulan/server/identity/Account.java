package dev.loulan.server.identity;

import org.jspecify.annotations.Nullable;

/** A person's account; {@code partyId} names the party for which a host or supplier looks. */
public record Account(String name, Role role, @Nullable String partyId) {
  public Account {
    if (name.isBlank() || name.length() > 64) {
      throw new IllegalArgumentException("an account name has 1 to 64 characters");
    }
  }
}
