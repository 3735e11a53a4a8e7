package dev.loulan.provisioning.device;

import dev.loulan.provisioning.Hashes;
import dev.loulan.provisioning.TlsIdentity;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS contexts of a device: always pinned to its authority, with or without its certificate. */
final class DeviceTls {
  private DeviceTls() {}

  static SSLContext pinned(String fingerprint, InstantSource clock) {
    return context(null, fingerprint, clock);
  }

  static SSLContext mutual(TlsIdentity identity, InstantSource clock) {
    return context(keys(identity), Hashes.fingerprint(identity.authority()), clock);
  }

  private static SSLContext context(
      KeyManager @Nullable [] keys, String fingerprint, InstantSource clock) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keys, new TrustManager[] {new PinnedTrust(fingerprint, clock)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK speaks TLS 1.3", e);
    }
  }

  private static KeyManager[] keys(TlsIdentity identity) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      char[] password = {};
      store.setKeyEntry(
          "device", identity.key(), password, identity.chain().toArray(X509Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, password);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException("an EC key fits in a PKCS#12 store", e);
    }
  }
}
