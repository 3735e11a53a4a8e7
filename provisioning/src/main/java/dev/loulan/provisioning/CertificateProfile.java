package dev.loulan.provisioning;

import java.io.IOException;
import java.math.BigInteger;
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
import java.util.regex.Pattern;
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
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The three kinds of certificate that the authority makes, and nothing else. */
final class CertificateProfile {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  private CertificateProfile() {}

  /** Who signs, and where serial numbers come from. */
  record Signer(PrivateKey key, X509Certificate certificate, SecureRandom random) {
    X500Name name() {
      try {
        return new JcaX509CertificateHolder(certificate).getSubject();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("a parsed certificate has an encoding", e);
      }
    }
  }

  record Validity(Date notBefore, Date notAfter) {
    static Validity from(Instant now, Duration lifetime) {
      return new Validity(
          Date.from(now.minus(CertificateAuthority.BACK_DATE)), Date.from(now.plus(lifetime)));
    }
  }

  static X509Certificate root(KeyPair pair, Validity validity) {
    X500Name name = commonName("Loulan Edge authority");
    X509v3CertificateBuilder builder =
        builder(name, name, pair.getPublic(), validity, new SecureRandom());
    add(builder, Extension.basicConstraints, true, new BasicConstraints(0));
    add(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    add(
        builder,
        Extension.subjectKeyIdentifier,
        false,
        extensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    return sign(builder, pair.getPrivate());
  }

  static X509Certificate server(
      Signer signer, PublicKey key, List<String> names, Validity validity) {
    X509v3CertificateBuilder builder =
        builder(signer.name(), commonName("Loulan Edge server"), key, validity, signer.random());
    GeneralName[] alternatives =
        names.stream()
            .map(name ->
                new GeneralName(
                    ADDRESS.matcher(name).matches() ? GeneralName.iPAddress : GeneralName.dNSName,
                    name))
            .toArray(GeneralName[]::new);
    add(builder, Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
    return leaf(builder, signer, key, KeyPurposeId.id_kp_serverAuth);
  }

  static X509Certificate device(Signer signer, PublicKey key, String device, Validity validity) {
    X509v3CertificateBuilder builder =
        builder(signer.name(), commonName(device), key, validity, signer.random());
    return leaf(builder, signer, key, KeyPurposeId.id_kp_clientAuth);
  }

  private static X509Certificate leaf(
      X509v3CertificateBuilder builder, Signer signer, PublicKey key, KeyPurposeId purpose) {
    add(builder, Extension.basicConstraints, true, new BasicConstraints(false));
    add(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    add(builder, Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    add(
        builder,
        Extension.authorityKeyIdentifier,
        false,
        extensionUtils().createAuthorityKeyIdentifier(signer.certificate().getPublicKey()));
    add(
        builder,
        Extension.subjectKeyIdentifier,
        false,
        extensionUtils().createSubjectKeyIdentifier(key));
    return sign(builder, signer.key());
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, PublicKey key, Validity validity, SecureRandom random) {
    BigInteger serial = new BigInteger(127, random).setBit(126);
    return new JcaX509v3CertificateBuilder(
        issuer, serial, validity.notBefore(), validity.notAfter(), subject, key);
  }

  private static X500Name commonName(String name) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
  }

  private static JcaX509ExtensionUtils extensionUtils() {
    try {
      return new JcaX509ExtensionUtils();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-1 for key identifiers", e);
    }
  }

  private static void add(
      X509v3CertificateBuilder builder,
      org.bouncycastle.asn1.ASN1ObjectIdentifier oid,
      boolean critical,
      org.bouncycastle.asn1.ASN1Encodable value) {
    try {
      builder.addExtension(oid, critical, value);
    } catch (IOException e) {
      throw new IllegalStateException("these extensions have an encoding", e);
    }
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) {
    try {
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
      return Pem.certificate(builder.build(signer).getEncoded());
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("every JDK signs with ECDSA", e);
    }
  }
}
