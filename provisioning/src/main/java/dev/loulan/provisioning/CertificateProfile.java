package dev.loulan.provisioning;

import dev.loulan.provisioning.CertificateForm.Validity;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** The four kinds of certificate that the authority makes, and nothing else. */
final class CertificateProfile {
  /** RFC 9336. */
  private static final ASN1ObjectIdentifier DOCUMENT_SIGNING =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.36");

  private CertificateProfile() {}

  /** Who signs, and where serial numbers come from. */
  record Signer(PrivateKey key, X509Certificate certificate, SecureRandom random) {}

  static X509Certificate root(KeyPair pair, Validity validity) {
    return CertificateForm.root(
        pair, commonName("Loulan Edge authority"), validity, new SecureRandom());
  }

  static X509Certificate server(
      Signer signer, PublicKey key, List<String> names, Validity validity) {
    return end(signer, key, "Loulan Edge server", validity)
        .hosts(names)
        .purposes(KeyPurposeId.id_kp_serverAuth)
        .sign(signer.key());
  }

  static X509Certificate device(Signer signer, PublicKey key, String device, Validity validity) {
    return end(signer, key, device, validity)
        .purposes(KeyPurposeId.id_kp_clientAuth)
        .sign(signer.key());
  }

  /** Good for signing documents only, so that nobody's TLS takes a party for a device. */
  static X509Certificate party(
      Signer signer, PublicKey key, String party, String role, Validity validity) {
    X500Name name =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.OU, role)
            .addRDN(BCStyle.CN, party)
            .build();
    return CertificateForm.end(signer.certificate(), key, name, validity, signer.random())
        .subjectKey(key)
        .purposes(KeyPurposeId.getInstance(DOCUMENT_SIGNING))
        .sign(signer.key());
  }

  private static CertificateForm end(Signer signer, PublicKey key, String name, Validity validity) {
    return CertificateForm.end(
            signer.certificate(), key, commonName(name), validity, signer.random())
        .subjectKey(key);
  }

  private static X500Name commonName(String name) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
  }
}
