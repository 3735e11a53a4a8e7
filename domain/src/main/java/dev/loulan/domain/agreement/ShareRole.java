package dev.loulan.domain.agreement;

/** What a party is in the waterfall. {@link #word()} is the form used in documents. */
public enum ShareRole {
  OPERATOR("operator"),
  HOST("host"),
  SUPPLIER("supplier"),
  PLATFORM("platform"),
  PROMOTER("promoter"),
  /** The payment provider; receives its fee and no share. */
  PROVIDER("provider"),
  /** The tax office; receives the tax inside the prices and no share. */
  TAX("tax");

  private final String word;

  ShareRole(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /** Whether the party takes part in the shares by basis points. */
  public boolean shares() {
    return this != PROVIDER && this != TAX;
  }

  public static ShareRole ofWord(String word) {
    for (ShareRole role : values()) {
      if (role.word.equals(word)) {
        return role;
      }
    }
    throw TermsException.invalid("No role '" + word + "' in an agreement");
  }
}
