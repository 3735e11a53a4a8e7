package dev.loulan.agent;

import dev.loulan.provisioning.Pem;
import dev.loulan.provisioning.ProvisioningException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trust in a broker whose certificate comes from the authorities of a file, and from no other. */
final class BrokerTrust {
  private BrokerTrust() {}

  /**
   * @param file certificates in PEM
   * @throws StartException naming the file, when it holds none
   */
  static SSLContext of(Path file) {
    try {
      List<X509Certificate> authorities = Pem.readCertificates(Files.readString(file));
      if (authorities.isEmpty()) {
        throw wrong(file, StartException.text("broker.noCertificate"));
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < authorities.size(); i++) {
        store.setCertificateEntry("authority-" + i, authorities.get(i));
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | ProvisioningException e) {
      throw wrong(file, String.valueOf(e.getMessage()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK can trust a certificate", e);
    }
  }

  private static StartException wrong(Path file, String why) {
    return AgentSettings.usage("broker.authority", file, why);
  }
}
