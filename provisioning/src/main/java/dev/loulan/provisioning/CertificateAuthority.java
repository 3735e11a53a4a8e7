package dev.loulan.provisioning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * The built-in authority: one self-signed EC P-256 certificate and its key in {@code ca.key} (mode
 * 600) and {@code ca.crt}. The certificate's fingerprint stands in every claim, so the files are
 * part of a backup.
 *
 * <p>notBefore is back-dated, because a controller without a clock battery may live in the past for
 * a while.
 */
public final class CertificateAuthority {
  static final Duration BACK_DATE = Duration.ofDays(2);
  static final Duration CA_LIFETIME = Duration.ofDays(20 * 365L);
  static final Duration SERVER_LIFETIME = Duration.ofDays(397);
  static final Duration PARTY_LIFETIME = Duration.ofDays(10 * 365L);
  static final Duration DEVICE_LIFETIME = Duration.ofDays(397);

  private final PrivateKey key;
  private final X509Certificate certificate;
  private final InstantSource clock;

  private CertificateAuthority(PrivateKey key, X509Certificate certificate, InstantSource clock) {
    this.key = key;
    this.certificate = certificate;
    this.clock = clock;
  }

  /** Loads the authority in this folder, or makes one where there is none. */
  public static CertificateAuthority open(Path folder, InstantSource clock) {
    Path keyFile = folder.resolve("ca.key");
    Path certificateFile = folder.resolve("ca.crt");
    if (Files.exists(certificateFile)) {
      return load(keyFile, certificateFile, clock);
    }
    KeyPair pair = EcKeys.generate();
    X509Certificate root = CertificateProfile.root(pair, validity(clock, CA_LIFETIME));
    SecretFile.write(keyFile, Pem.encode("PRIVATE KEY", pair.getPrivate().getEncoded()));
    SecretFile.write(certificateFile, Pem.certificates(List.of(root)));
    return new CertificateAuthority(pair.getPrivate(), root, clock);
  }

  private static CertificateAuthority load(
      Path keyFile, Path certificateFile, InstantSource clock) {
    List<X509Certificate> chain = Pem.readCertificates(Pem.read(certificateFile));
    if (chain.size() != 1) {
      throw new ProvisioningException(
          ErrorCode.STORE,
          "The file %s should hold one certificate, it holds %d."
              .formatted(certificateFile, chain.size()));
    }
    PrivateKey key = Pem.readEcKey(Pem.read(keyFile), keyFile.toString());
    if (!EcKeys.belongTogether(key, chain.getFirst().getPublicKey())) {
      throw new ProvisioningException(
          ErrorCode.STORE,
          "The key %s does not belong to the certificate %s; restore both from one backup."
              .formatted(keyFile, certificateFile));
    }
    return new CertificateAuthority(key, chain.getFirst(), clock);
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** SHA-256 of the authority's certificate, hex. */
  public String fingerprint() {
    return Hashes.fingerprint(certificate);
  }

  /** A fresh key and certificate for the server, valid for these DNS names and IP addresses. */
  public TlsIdentity issueServer(List<String> names) {
    KeyPair pair = EcKeys.generate();
    X509Certificate leaf =
        CertificateProfile.server(
            signer(), pair.getPublic(), names, validity(clock, SERVER_LIFETIME));
    return new TlsIdentity(pair.getPrivate(), List.of(leaf, certificate));
  }

  /** A client certificate {@code CN={device}}; nothing but the key is taken from the request. */
  X509Certificate issueDevice(String device, ECPublicKey deviceKey) {
    return CertificateProfile.device(
        signer(), deviceKey, DeviceNames.require(device), validity(clock, DEVICE_LIFETIME));
  }

  /**
   * Admits a party: its id and role bound to the key that it holds, PEM.
   *
   * @param role as the ledger writes it
   * @param partyKey the 32 bytes of an Ed25519 public key
   */
  public String issueParty(String party, String role, byte[] partyKey) {
    X509Certificate leaf =
        CertificateProfile.party(
            signer(),
            ed25519(partyKey),
            DeviceNames.require(party),
            role,
            validity(clock, PARTY_LIFETIME));
    return Pem.certificates(List.of(leaf));
  }

  private static PublicKey ed25519(byte[] key) {
    try {
      byte[] der =
          new SubjectPublicKeyInfo(new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), key)
              .getEncoded();
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("every JDK knows Ed25519", e);
    }
  }

  private static CertificateForm.Validity validity(InstantSource clock, Duration lifetime) {
    Instant now = clock.instant();
    return new CertificateForm.Validity(now.minus(BACK_DATE), now.plus(lifetime));
  }

  private CertificateProfile.Signer signer() {
    return new CertificateProfile.Signer(key, certificate, new SecureRandom());
  }
}
