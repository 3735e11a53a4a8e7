package dev.loulan.server.identity;

import dev.loulan.provisioning.EcKeys;
import dev.loulan.provisioning.Enrolment;
import dev.loulan.provisioning.TlsIdentity;
import dev.loulan.provisioning.device.CertificateSigningRequest;
import dev.loulan.provisioning.device.DeviceIdentity;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;

/** A device that holds a certificate of one authority and calls the server of another. */
final class Foreign {
  private Foreign() {}

  static SSLContext certificate(
      Enrolment issuer, X509Certificate serverAuthority, InstantSource clock) {
    KeyPair pair = EcKeys.generate();
    X509Certificate leaf =
        issuer.enrol(
            "shelf-1",
            issuer.newClaim("shelf-1").text().code(),
            CertificateSigningRequest.encode(pair, "shelf-1"));
    // The last of the chain is whom the device trusts: the server that it calls.
    TlsIdentity identity = new TlsIdentity(pair.getPrivate(), List.of(leaf, serverAuthority));
    return new DeviceIdentity("shelf-1", identity).sslContext(clock);
  }
}
