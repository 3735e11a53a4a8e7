package dev.loulan.provisioning;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** One-time codes of 80 random bits in Crockford's base 32, in groups of four for people. */
final class ClaimCode {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int CHARACTERS = 16;

  private ClaimCode() {}

  static String random(RandomGenerator random) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < CHARACTERS; i++) {
      if (i > 0 && i % 4 == 0) {
        code.append('-');
      }
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  /** What is stored in place of the code; dashes, case and look-alike letters do not matter. */
  static String hash(String code) {
    String plain =
        code.strip()
            .toUpperCase(Locale.ROOT)
            .replace("-", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    return Hashes.sha256Hex(plain.getBytes(StandardCharsets.US_ASCII));
  }
}
