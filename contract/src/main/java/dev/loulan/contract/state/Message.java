package dev.loulan.contract.state;

import java.util.Locale;

/** Sentences that go on the ledger: the same digits on every machine, whatever its language. */
public final class Message {
  private Message() {}

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of the contract
  public static String of(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
