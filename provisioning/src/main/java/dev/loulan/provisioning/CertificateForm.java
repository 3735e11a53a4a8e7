package dev.loulan.provisioning;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
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

/** A certificate that is being filled in; it is signed by ECDSA over SHA-256. One thread. */
public final class CertificateForm {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  private final X509v3CertificateBuilder builder;

  private CertificateForm(X509v3CertificateBuilder builder) {
    this.builder = builder;
  }

  /** When a certificate holds. */
  public record Validity(Instant from, Instant to) {}

  /** The certificate of an authority that signs end certificates only. */
  public static X509Certificate root(
      KeyPair pair, X500Name name, Validity validity, SecureRandom random) {
    return builder(name, name, pair.getPublic(), validity, random)
        .with(Extension.basicConstraints, true, new BasicConstraints(0))
        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
        .subjectKey(pair.getPublic())
        .sign(pair.getPrivate());
  }

  /** An end certificate, good for signing, by this authority. */
  public static CertificateForm end(
      X509Certificate authority,
      PublicKey key,
      X500Name subject,
      Validity validity,
      SecureRandom random) {
    return builder(name(authority), subject, key, validity, random)
        .with(Extension.basicConstraints, true, new BasicConstraints(false))
        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .with(
            Extension.authorityKeyIdentifier,
            false,
            utils().createAuthorityKeyIdentifier(authority.getPublicKey()));
  }

  public CertificateForm subjectKey(PublicKey key) {
    return with(Extension.subjectKeyIdentifier, false, utils().createSubjectKeyIdentifier(key));
  }

  public CertificateForm purposes(KeyPurposeId... purposes) {
    return with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
  }

  /** Host names and addresses of the holder. */
  public CertificateForm hosts(List<String> hosts) {
    GeneralName[] names =
        hosts.stream()
            .map(host ->
                new GeneralName(
                    ADDRESS.matcher(host).matches() ? GeneralName.iPAddress : GeneralName.dNSName,
                    host))
            .toArray(GeneralName[]::new);
    return with(Extension.subjectAlternativeName, false, new GeneralNames(names));
  }

  /** An extension whose value is these bytes themselves. */
  public CertificateForm raw(ASN1ObjectIdentifier oid, byte[] value) {
    try {
      builder.addExtension(new Extension(oid, false, value));
      return this;
    } catch (IOException e) {
      throw new IllegalStateException("bytes have an encoding", e);
    }
  }

  public X509Certificate sign(PrivateKey key) {
    try {
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
      return Pem.certificate(builder.build(signer).getEncoded());
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("every JDK signs with ECDSA", e);
    }
  }

  private CertificateForm with(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
    try {
      builder.addExtension(oid, critical, value);
      return this;
    } catch (IOException e) {
      throw new IllegalStateException("these extensions have an encoding", e);
    }
  }

  private static CertificateForm builder(
      X500Name issuer, X500Name subject, PublicKey key, Validity validity, SecureRandom random) {
    BigInteger serial = new BigInteger(127, random).setBit(126);
    return new CertificateForm(
        new JcaX509v3CertificateBuilder(
            issuer, serial, Date.from(validity.from()), Date.from(validity.to()), subject, key));
  }

  private static X500Name name(X509Certificate authority) {
    try {
      return new JcaX509CertificateHolder(authority).getSubject();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a parsed certificate has an encoding", e);
    }
  }

  private static JcaX509ExtensionUtils utils() {
    try {
      return new JcaX509ExtensionUtils();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-1 for key identifiers", e);
    }
  }
}
