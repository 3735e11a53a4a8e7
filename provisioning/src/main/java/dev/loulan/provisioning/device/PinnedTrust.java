package dev.loulan.provisioning.device;

import dev.loulan.provisioning.Hashes;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts servers below the one authority whose certificate has this fingerprint. A clock that is
 * behind does not matter: the chain is judged at the later of "now" and the day on which it was
 * issued. Host names are checked by the JDK.
 */
final class PinnedTrust implements X509TrustManager {
  private final String fingerprint;
  private final InstantSource clock;

  PinnedTrust(String fingerprint, InstantSource clock) {
    this.fingerprint = fingerprint;
    this.clock = clock;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    X509Certificate anchor = anchorIn(chain);
    List<X509Certificate> below =
        List.of(chain).stream().filter(each -> !each.equals(anchor)).toList();
    if (below.isEmpty()) {
      throw new CertificateException("the server shows an authority in place of a server");
    }
    validate(below, anchor);
  }

  private X509Certificate anchorIn(X509Certificate[] chain) throws CertificateException {
    for (X509Certificate each : chain) {
      if (Hashes.fingerprint(each).equals(fingerprint)) {
        return each;
      }
    }
    throw new WrongAuthority();
  }

  private void validate(List<X509Certificate> path, X509Certificate anchor)
      throws CertificateException {
    if (!path.getFirst().getExtendedKeyUsage().contains("1.3.6.1.5.5.7.3.1")) {
      throw new CertificateException("the server's certificate is not for servers");
    }
    try {
      PKIXParameters rules = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
      rules.setRevocationEnabled(false);
      Instant issued = path.getFirst().getNotBefore().toInstant();
      Instant now = clock.instant();
      rules.setDate(Date.from(now.isBefore(issued) ? issued : now));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), rules);
    } catch (GeneralSecurityException e) {
      throw new CertificateException(
          "the server's certificate does not hold: " + e.getMessage(), e);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("a device serves no clients");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  /** The chain does not hold the authority that the claim names. */
  static final class WrongAuthority extends CertificateException {
    private static final long serialVersionUID = 1L;

    WrongAuthority() {
      super("the server belongs to another authority than the claim names");
    }
  }
}
