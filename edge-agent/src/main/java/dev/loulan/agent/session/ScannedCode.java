package dev.loulan.agent.session;

import dev.loulan.domain.Gtin;
import java.util.Optional;

/** What a scanner read, which may be no product code at all. */
final class ScannedCode {
  private ScannedCode() {}

  static Optional<Gtin> gtin(String code) {
    try {
      return Optional.of(new Gtin(code.strip()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
