package dev.loulan.contract.state;

import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Checks Ed25519 signatures over texts of lines, each ended by a line feed. */
public final class Signatures {
  private Signatures() {}

  /** The 32 bytes of a public key in base64, or {@code PROOF} when it is none. */
  public static byte[] requirePublicKey(String base64) {
    byte[] key = base64(base64, "public key");
    boolean sound =
        key.length == Ed25519PublicKeyParameters.KEY_SIZE
            && Ed25519.validatePublicKeyFull(key.clone(), 0);
    if (!sound) {
      throw new ContractException(
          ContractCode.PROOF, "The public key is no Ed25519 key of 32 bytes");
    }
    return key;
  }

  public static boolean verifies(byte[] publicKey, byte[] signature, String... lines) {
    return verifies(publicKey, signature, text(lines));
  }

  public static boolean verifies(byte[] publicKey, byte[] signature, byte[] message) {
    if (signature.length != Ed25519.SIGNATURE_SIZE) {
      return false;
    }
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(false, new Ed25519PublicKeyParameters(publicKey));
    signer.update(message, 0, message.length);
    return signer.verifySignature(signature);
  }

  public static byte[] base64(String text, String what) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new ContractException(ContractCode.MALFORMED, "The " + what + " is not base64");
    }
  }

  /** Lower-case hexadecimal SHA-256. */
  public static String sha256Hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java", e);
    }
  }

  private static byte[] text(String... lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      if (line.indexOf('\n') >= 0) {
        throw new ContractException(
            ContractCode.MALFORMED, "What is signed holds no line feed: '" + line + "'");
      }
      text.append(line).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
