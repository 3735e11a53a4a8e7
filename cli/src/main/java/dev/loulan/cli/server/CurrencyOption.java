package dev.loulan.cli.server;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which currency a word asks, where devices sell in several. */
final class CurrencyOption {
  @Option(names = "--currency", descriptionKey = "payout.currency")
  private @Nullable String currency;

  /** The query of a call; the server knows its only currency itself. */
  String query() {
    return currency == null ? "" : query(currency);
  }

  static String query(String currency) {
    return "?currency=" + AdminClient.segment(currency);
  }
}
