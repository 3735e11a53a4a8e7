package dev.loulan.fabric.identity;

import dev.loulan.provisioning.EcKeys;
import dev.loulan.provisioning.Pem;
import dev.loulan.provisioning.SecretFile;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

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
    X509Certificate root = root(pair, name);
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
      PublicKey key, String name, String unit, Map<String, String> attributes) {
    var builder = leaf(key, name, unit, LIFETIME);
    add(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    if (!attributes.isEmpty()) {
      StringBuilder json = new StringBuilder();
      attributes.forEach((attribute, value) ->
          json.append(json.isEmpty() ? "" : ",").append("\"" + attribute + "\":\"" + value + "\""));
      byte[] text = ("{\"attrs\":{" + json + "}}").getBytes(StandardCharsets.UTF_8);
      addRaw(builder, text);
    }
    return sign(builder, this.key);
  }

  /** A certificate for both ends of a TLS connection on this machine. */
  public X509Certificate tls(PublicKey key, String name, List<String> hosts) {
    return tls(key, name, hosts, LIFETIME);
  }

  /** The same for one that is never renewed; it ends with the authority. */
  public X509Certificate lasting(PublicKey key, String name, List<String> hosts) {
    return tls(
        key, name, hosts, Duration.between(Instant.now(), certificate.getNotAfter().toInstant()));
  }

  private X509Certificate tls(PublicKey key, String name, List<String> hosts, Duration lifetime) {
    var builder = leaf(key, name, "tls", lifetime);
    add(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    add(
        builder,
        Extension.extendedKeyUsage,
        false,
        new ExtendedKeyUsage(
            new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
    GeneralName[] names =
        hosts.stream()
            .map(host ->
                new GeneralName(
                    host.matches("[0-9.]+|.*:.*") ? GeneralName.iPAddress : GeneralName.dNSName,
                    host))
            .toArray(GeneralName[]::new);
    add(builder, Extension.subjectAlternativeName, false, new GeneralNames(names));
    return sign(builder, this.key);
  }

  private JcaX509v3CertificateBuilder leaf(
      PublicKey key, String name, String unit, Duration lifetime) {
    var builder = builder(issuer(), name(name, unit), key, lifetime);
    add(builder, Extension.basicConstraints, true, new BasicConstraints(false));
    add(
        builder,
        Extension.authorityKeyIdentifier,
        false,
        utils().createAuthorityKeyIdentifier(certificate.getPublicKey()));
    return builder;
  }

  private static X509Certificate root(KeyPair pair, String name) {
    var builder = builder(name(name, "ca"), name(name, "ca"), pair.getPublic(), AUTHORITY_LIFETIME);
    add(builder, Extension.basicConstraints, true, new BasicConstraints(0));
    add(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    add(
        builder,
        Extension.subjectKeyIdentifier,
        false,
        utils().createSubjectKeyIdentifier(pair.getPublic()));
    return sign(builder, pair.getPrivate());
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, PublicKey key, Duration lifetime) {
    Instant now = Instant.now();
    BigInteger serial = new BigInteger(127, new SecureRandom()).setBit(126);
    return new JcaX509v3CertificateBuilder(
        issuer,
        serial,
        Date.from(now.minus(BACK_DATE)),
        Date.from(now.plus(lifetime)),
        subject,
        key);
  }

  private X500Name issuer() {
    try {
      return new JcaX509CertificateHolder(certificate).getSubject();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a parsed certificate has an encoding", e);
    }
  }

  private static X500Name name(String name, String unit) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.OU, unit)
        .addRDN(BCStyle.CN, name)
        .build();
  }

  private static JcaX509ExtensionUtils utils() {
    try {
      return new JcaX509ExtensionUtils();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-1 for key identifiers", e);
    }
  }

  private static void add(
      JcaX509v3CertificateBuilder builder,
      ASN1ObjectIdentifier oid,
      boolean critical,
      ASN1Encodable value) {
    try {
      builder.addExtension(oid, critical, value);
    } catch (IOException e) {
      throw new IllegalStateException("these extensions have an encoding", e);
    }
  }

  /** Fabric's own authority puts the JSON text itself, with no further wrapping. */
  private static void addRaw(JcaX509v3CertificateBuilder builder, byte[] value) {
    try {
      builder.addExtension(new Extension(ATTRIBUTES, false, value));
    } catch (IOException e) {
      throw new IllegalStateException("text has an encoding", e);
    }
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key) {
    try {
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
      return Pem.certificate(builder.build(signer).getEncoded());
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("every JDK signs with ECDSA", e);
    }
  }
}
