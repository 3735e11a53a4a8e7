package dev.loulan.server.identity;

import dev.loulan.provisioning.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** Random tokens that are handed out once and kept as SHA-256 only. */
final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int TOKEN_BYTES = 32;

  private Secrets() {}

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** 256 random bits, URL-safe. */
  static String token() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random(TOKEN_BYTES));
  }

  static String hash(String token) {
    return Hashes.sha256Hex(token.getBytes(StandardCharsets.UTF_8));
  }
}
