package dev.loulan.agent.session;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Configuration;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * Restocking as the journal says it: a {@link Configuration} whose version is one of two words. It
 * stands before the sessions that it applies to, so that a boot in the middle of one knows it.
 */
final class RestockMode {
  private static final String ON = "restocking=on";
  private static final String OFF = "restocking=off";

  private RestockMode() {}

  static Configuration entry(boolean on) {
    return entry(on ? ON : OFF);
  }

  /** A configuration that is nothing but its version. */
  static Configuration entry(String version) {
    return new Configuration(version, sha256(version));
  }

  /** Whether restocking began or ended here; empty when the entry is about something else. */
  static Optional<Boolean> of(Configuration entry) {
    return switch (entry.version()) {
      case ON -> Optional.of(true);
      case OFF -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Bytes sha256(String text) {
    try {
      return Bytes.owning(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
