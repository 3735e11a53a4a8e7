package dev.loulan.server.identity;

import java.util.Locale;

/**
 * What an account may see: an administrator and the operator everything, a host or supplier its
 * own.
 */
public enum Role {
  ADMIN,
  OPERATOR,
  HOST,
  SUPPLIER;

  /** Lower case, as in URLs, JSON and security roles. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** True for the roles that run the shelves and see all parties' figures. */
  public boolean runsShelves() {
    return this == ADMIN || this == OPERATOR;
  }
}
