package dev.loulan.journal.key;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.merkle.TreeHash;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;
import org.jspecify.annotations.Nullable;

/** Checks Ed25519 signatures and names keys. */
public final class Ed25519 {

  public static final int PUBLIC_KEY_LENGTH = 32;
  public static final int SIGNATURE_LENGTH = 64;

  private static final GenuineSignatures GENUINE = new GenuineSignatures();
  private static volatile @Nullable Known lastKnown;

  private Ed25519() {}

  /** Whether the signature is the key's over the message; false for malformed keys, too. */
  public static boolean verify(Bytes publicKey, byte[] message, Bytes signature) {
    if (publicKey.length() != PUBLIC_KEY_LENGTH || signature.length() != SIGNATURE_LENGTH) {
      return false;
    }
    return GENUINE.holds(publicKey, message, signature) || isGenuine(publicKey, message, signature);
  }

  private static boolean isGenuine(Bytes publicKey, byte[] message, Bytes signature) {
    PublicPoint point = point(publicKey);
    boolean genuine =
        point != null
            && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
                signature.toArray(), 0, point, message, 0, message.length);
    if (genuine) {
      GENUINE.add(publicKey, message, signature);
    }
    return genuine;
  }

  /** The point of a key; null when it is none. A log has one key for a long time. */
  private static @Nullable PublicPoint point(Bytes publicKey) {
    Known known = lastKnown;
    if (known != null && known.key.equals(publicKey)) {
      return known.point;
    }
    PublicPoint point =
        org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyPartialExport(
            publicKey.toArray(), 0);
    if (point != null) {
      lastKnown = new Known(publicKey, point);
    }
    return point;
  }

  private record Known(Bytes key, PublicPoint point) {}

  /** The first 16 hexadecimal digits of the SHA-256 of the public key. */
  public static String keyId(Bytes publicKey) {
    return TreeHash.sha256(publicKey.toArray()).hex().substring(0, 16);
  }
}
