package dev.loulan.contract;

import java.util.Optional;

/** The roles of the consortium's organisations. {@link #word()} is the form used in documents. */
public enum PartyRole {
  OPERATOR("operator"),
  HOST("host"),
  SUPPLIER("supplier"),
  PLATFORM("platform");

  private final String word;

  PartyRole(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static Optional<PartyRole> ofWord(String word) {
    for (PartyRole role : values()) {
      if (role.word.equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
