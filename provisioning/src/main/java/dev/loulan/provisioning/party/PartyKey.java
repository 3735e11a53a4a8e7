package dev.loulan.provisioning.party;

import dev.loulan.provisioning.ErrorCode;
import dev.loulan.provisioning.Pem;
import dev.loulan.provisioning.ProvisioningException;
import dev.loulan.provisioning.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;

/**
 * The private key of an operator, host or supplier. It is made on the party's own machine and never
 * leaves it.
 *
 * <pre>{@code
 * PartyKey key = PartyKey.create(Path.of("host.key"));
 * String signature = key.signAgreement(hashHex);
 * }</pre>
 */
public final class PartyKey {
  private final Ed25519PrivateKeyParameters key;
  private final PartyPublicKey publicKey;

  private PartyKey(Ed25519PrivateKeyParameters key) {
    this.key = key;
    this.publicKey = PartyPublicKey.of(key.generatePublicKey().getEncoded());
  }

  public static PartyKey generate() {
    return new PartyKey(new Ed25519PrivateKeyParameters(new SecureRandom()));
  }

  /** The key that 32 bytes determine; for simulated runs, where all keys derive from the seed. */
  public static PartyKey fromSeed(byte[] seed) {
    if (seed.length != Ed25519PrivateKeyParameters.KEY_SIZE) {
      throw new IllegalArgumentException("an Ed25519 seed has 32 bytes, not " + seed.length);
    }
    return new PartyKey(new Ed25519PrivateKeyParameters(seed, 0));
  }

  /** Makes a key and writes it to a new file; an existing file is never overwritten. */
  public static PartyKey create(Path file) {
    if (Files.exists(file)) {
      throw new ProvisioningException(
          ErrorCode.STORE,
          "The key file %s exists already; give another name, a key is never overwritten."
              .formatted(file));
    }
    PartyKey key = generate();
    key.save(file);
    return key;
  }

  /** Reads a PKCS#8 PEM file. */
  public static PartyKey load(Path file) {
    List<byte[]> blocks = Pem.decode("PRIVATE KEY", Pem.read(file));
    try {
      if (!blocks.isEmpty()
          && parse(blocks.getFirst()) instanceof Ed25519PrivateKeyParameters ed25519) {
        return new PartyKey(ed25519);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw notAKey(file, e);
    }
    throw notAKey(file, new IOException("no Ed25519 key"));
  }

  private static AsymmetricKeyParameter parse(byte[] der) throws IOException {
    return PrivateKeyFactory.createKey(der);
  }

  private static ProvisioningException notAKey(Path file, Exception cause) {
    return new ProvisioningException(
        ErrorCode.STORE,
        "The file %s does not hold an Ed25519 private key in PEM form.".formatted(file),
        cause);
  }

  /** Writes PKCS#8 PEM with mode 600. */
  public void save(Path file) {
    try {
      byte[] der = PrivateKeyInfoFactory.createPrivateKeyInfo(key).getEncoded();
      SecretFile.write(file, Pem.encode("PRIVATE KEY", der));
    } catch (IOException e) {
      throw new IllegalStateException("an Ed25519 key has an encoding", e);
    }
  }

  public PartyPublicKey publicKey() {
    return publicKey;
  }

  public String keyId() {
    return publicKey.keyId();
  }

  public byte[] sign(byte[] message) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  /** The {@code proof} of a party's registration, base64. */
  public String signParty(String partyId, String role) {
    return base64(PartyMessages.party(partyId, role, publicKey.base64()));
  }

  /** The {@code signature} under an agreement version, base64. */
  public String signAgreement(String hashHex) {
    return base64(PartyMessages.agreement(hashHex));
  }

  /** The {@code signature} of a planogram or price document, base64. */
  public String signDocument(
      String kind, String device, long version, String from, String content) {
    return base64(PartyMessages.document(kind, device, version, from, content));
  }

  /** The {@code signature} of an adjustment whose canonical form without it is given, base64. */
  public String signAdjustment(byte[] unsigned) {
    return base64(PartyMessages.adjustment(unsigned));
  }

  /** The {@code signature} of a dispute whose canonical form without it is given, base64. */
  public String signDispute(byte[] unsigned) {
    return base64(PartyMessages.dispute(unsigned));
  }

  private String base64(byte[] message) {
    return Base64.getEncoder().encodeToString(sign(message));
  }
}
