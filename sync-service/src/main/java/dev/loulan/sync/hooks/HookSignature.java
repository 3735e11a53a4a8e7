package dev.loulan.sync.hooks;

import dev.loulan.journal.entry.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures of the Standard Webhooks specification: HMAC-SHA-256 over {@code id.seconds.body}, in
 * the header {@code webhook-signature} as {@code v1,} and Base64. The secret is shown to people
 * with the prefix {@code whsec_}.
 */
public final class HookSignature {
  private static final int SECRET_BYTES = 32;
  private static final String PREFIX = "whsec_";

  private HookSignature() {}

  static Bytes newSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return Bytes.owning(secret);
  }

  /** A secret as a person copies it. */
  public static String show(Bytes secret) {
    return PREFIX + Base64.getEncoder().encodeToString(secret.toArray());
  }

  /**
   * The header's value.
   *
   * @param seconds since 1970, as in the header {@code webhook-timestamp}
   */
  public static String of(Bytes secret, String id, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.toArray(), "HmacSHA256"));
      mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
    }
  }
}
