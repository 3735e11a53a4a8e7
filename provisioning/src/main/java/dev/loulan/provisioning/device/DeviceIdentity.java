package dev.loulan.provisioning.device;

import dev.loulan.provisioning.Hashes;
import dev.loulan.provisioning.TlsIdentity;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;

/** What a claimed device holds: its name, its TLS key and the chain up to its authority. */
public record DeviceIdentity(String device, TlsIdentity tls) {
  static DeviceIdentity of(TlsIdentity tls) {
    String name = tls.leaf().getSubjectX500Principal().getName();
    if (!name.startsWith("CN=")) {
      throw new IllegalStateException("a device certificate's subject is CN={device}");
    }
    return new DeviceIdentity(name.substring(3), tls);
  }

  /** For mutual TLS with the device's own server; trusts no other authority. */
  public SSLContext sslContext(InstantSource clock) {
    return DeviceTls.mutual(tls, clock);
  }

  /** SHA-256 of the client certificate in hex, as the proof for the journal key wants it. */
  public String certificateFingerprint() {
    return Hashes.fingerprint(tls.leaf());
  }

  public boolean dueForRenewal(Instant now) {
    return tls.dueForRenewal(now);
  }
}
