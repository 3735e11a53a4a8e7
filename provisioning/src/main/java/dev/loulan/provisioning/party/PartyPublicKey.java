package dev.loulan.provisioning.party;

import dev.loulan.provisioning.Hashes;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A party's Ed25519 public key: checks signatures and names itself by its key id. */
public final class PartyPublicKey {
  private static final int LENGTH = Ed25519PublicKeyParameters.KEY_SIZE;

  private final byte[] raw;

  private PartyPublicKey(byte[] raw) {
    this.raw = raw;
  }

  /** From the 32 raw bytes; refuses bytes that are no point of the curve. */
  public static PartyPublicKey of(byte[] raw) {
    if (raw.length != LENGTH) {
      throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, not " + raw.length);
    }
    byte[] copy = raw.clone();
    if (!Ed25519.validatePublicKeyFull(copy, 0)) {
      throw new IllegalArgumentException("these 32 bytes are not an Ed25519 public key");
    }
    return new PartyPublicKey(copy);
  }

  public static PartyPublicKey ofBase64(String base64) {
    return of(Base64.getDecoder().decode(base64));
  }

  public byte[] raw() {
    return raw.clone();
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(raw);
  }

  /** The first 8 bytes of the SHA-256 of the raw key, as 16 lower-case hex digits. */
  public String keyId() {
    return Hashes.sha256Hex(raw).substring(0, 16);
  }

  public boolean verifies(byte[] message, byte[] signature) {
    if (signature.length != Ed25519PublicKeyParameters.KEY_SIZE * 2) {
      return false;
    }
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(false, new Ed25519PublicKeyParameters(raw));
    signer.update(message, 0, message.length);
    return signer.verifySignature(signature);
  }

  /** As {@link #verifies(byte[], byte[])}; text that is not base64 does not verify. */
  public boolean verifies(byte[] message, String signatureBase64) {
    try {
      return verifies(message, Base64.getDecoder().decode(signatureBase64));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartyPublicKey key && Arrays.equals(raw, key.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  @Override
  public String toString() {
    return keyId();
  }
}
