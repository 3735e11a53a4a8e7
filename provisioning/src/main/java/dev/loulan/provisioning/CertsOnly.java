package dev.loulan.provisioning;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataGenerator;

/**
 * The PKCS#7 "certs-only" message in base64, in which EST carries certificates (RFC 7030, 4.1.3).
 */
public final class CertsOnly {
  private CertsOnly() {}

  public static String encode(List<X509Certificate> certificates) {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addCertificates(new JcaCertStore(certificates));
      byte[] der = generator.generate(new CMSAbsentContent()).getEncoded("DER");
      return Base64.getMimeEncoder().encodeToString(der) + "\r\n";
    } catch (CMSException | IOException | GeneralSecurityException e) {
      throw new IllegalStateException("certificates have an encoding", e);
    }
  }

  /** The certificates in such a message, in no promised order. */
  public static List<X509Certificate> decode(String base64) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
      List<X509Certificate> certificates = new ArrayList<>();
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(der))) {
        certificates.add((X509Certificate) each);
      }
      return certificates;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new ProvisioningException(
          ErrorCode.UNREACHABLE, "The server's answer holds no certificates.", e);
    }
  }
}
