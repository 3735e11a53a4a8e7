package dev.loulan.sync.hooks;

import java.util.Locale;

/** What an event is about. */
public enum HookKind {
  SALE("dev.loulan.sale.confirmed.v1"),
  RESTOCK("dev.loulan.restock.confirmed.v1"),
  SETTLEMENT("dev.loulan.day.settled.v1");

  private final String type;

  HookKind(String type) {
    this.type = type;
  }

  /** The CloudEvents type. */
  public String type() {
    return type;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of a word.
   *
   * @throws HookException when there is none
   */
  public static HookKind of(String word) {
    for (HookKind kind : values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw new HookException("A web hook takes sale, restock and settlement, not '" + word + "'.");
  }
}
