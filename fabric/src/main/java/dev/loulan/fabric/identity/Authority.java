package dev.loulan.fabric.identity;

import dev.loulan.provisioning.CertificateForm;
import dev.loulan.provisioning.CertificateForm.Validity;
import dev.loulan.provisioning.EcKeys;
import dev.loulan.provisioning.Pem;
import dev.loulan.provisioning.SecretFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * An organisation's own authority (P-256): {@code ca.key} (mode 600) and {@code ca.crt}. Each
 * organisation has one for identities and one for TLS.
 */
public final class Authority {
  /** Where Fabric looks for the attributes of an identity. */
  private static final ASN1ObjectIdentifier ATTRIBUTES =
      new ASN1ObjectIdentifier("1.2.3.4.5.6.7.8.1");

  private static final Duration BACK_DATE = Duration.ofHours(1);
  private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(15 * 365L);
  private static final Duration LIFETIME = Duration.ofDays(397);

  private final PrivateKey key;
  private final X509Certificate certificate;

  private Authority(PrivateKey key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /** Loads the authority in this folder, or makes one where there is none. */
  public static Authority open(Path folder, String name) {
    Path keyFile = folder.resolve("ca.key");
    Path certificateFile = folder.resolve("ca.crt");
    if (Files.exists(certificateFile)) {
      return new Authority(
          Pem.readEcKey(Pem.read(keyFile), keyFile.toString()),
          Pem.readCertificates(Pem.read(certificateFile)).getFirst());
    }
    KeyPair pair = EcKeys.generate();
    X509Certificate root =
        CertificateForm.root(
            pair, name(name, "ca"), validity(AUTHORITY_LIFETIME), new SecureRandom());
    SecretFile.write(keyFile, Pem.encode("PRIVATE KEY", pair.getPrivate().getEncoded()));
    SecretFile.write(certificateFile, Pem.certificates(List.of(root)));
    return new Authority(pair.getPrivate(), root);
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /**
   * A certificate by which the channel knows somebody.
   *
   * @param unit {@code client}, {@code peer}, {@code admin} or {@code orderer}
   * @param attributes what the contract may ask about the holder
   */
  public X509Certificate identity(
      PublicKey holder, String name, String unit, Map<String, String> attributes) {
    CertificateForm form = end(holder, name, unit, validity(LIFETIME));
    return (attributes.isEmpty() ? form : form.raw(ATTRIBUTES, json(attributes))).sign(key);
  }

  /** A certificate for both ends of a TLS connection on this machine. */
  public X509Certificate tls(PublicKey holder, String name, List<String> hosts) {
    return tls(holder, name, hosts, validity(LIFETIME));
  }

  /** The same for one that is never renewed; it ends with the authority. */
  public X509Certificate lasting(PublicKey holder, String name, List<String> hosts) {
    Validity own =
        new Validity(certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
    return tls(holder, name, hosts, own);
  }

  private X509Certificate tls(
      PublicKey holder, String name, List<String> hosts, Validity validity) {
    return end(holder, name, "tls", validity)
        .purposes(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth)
        .hosts(hosts)
        .sign(key);
  }

  private CertificateForm end(PublicKey holder, String name, String unit, Validity validity) {
    return CertificateForm.end(certificate, holder, name(name, unit), validity, new SecureRandom());
  }

  private static Validity validity(Duration lifetime) {
    Instant now = Instant.now();
    return new Validity(now.minus(BACK_DATE), now.plus(lifetime));
  }

  private static X500Name name(String name, String unit) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.OU, unit)
        .addRDN(BCStyle.CN, name)
        .build();
  }

  /** Fabric's own authority puts the JSON text itself, with no further wrapping. */
  private static byte[] json(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(each -> "\"%s\":\"%s\"".formatted(each.getKey(), each.getValue()))
        .collect(Collectors.joining(",", "{\"attrs\":{", "}}"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
