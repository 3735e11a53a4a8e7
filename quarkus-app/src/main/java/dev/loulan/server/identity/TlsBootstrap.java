package dev.loulan.server.identity;

import dev.loulan.provisioning.CertificateAuthority;
import dev.loulan.provisioning.Hashes;
import dev.loulan.provisioning.Pem;
import dev.loulan.provisioning.ProvisioningException;
import dev.loulan.provisioning.SecretFile;
import dev.loulan.provisioning.TlsIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the TLS files that Quarkus wants before it starts: {@code identity/server.key}, {@code
 * server.crt} and {@code ca.crt} in the data folder. The server certificate is made anew when it is
 * due, foreign, or lacks a name.
 */
public final class TlsBootstrap {
  private TlsBootstrap() {}

  /** The folder of the authority within the data folder; part of a backup with keys. */
  public static Path folder(Path data) {
    return data.resolve("identity");
  }

  /**
   * Prepares the files and returns the Quarkus settings that use them. {@code names} are further
   * DNS names and addresses beside localhost.
   */
  public static Map<String, String> prepare(Path data, List<String> names, InstantSource clock) {
    Path folder = folder(data);
    CertificateAuthority authority = CertificateAuthority.open(folder, clock);
    Path key = folder.resolve("server.key");
    Path chain = folder.resolve("server.crt");
    Set<String> all = new LinkedHashSet<>(List.of("localhost", "127.0.0.1"));
    all.addAll(names);
    if (!serves(key, chain, all, authority, clock)) {
      TlsIdentity identity = authority.issueServer(List.copyOf(all));
      SecretFile.write(key, Pem.encode("PRIVATE KEY", identity.key().getEncoded()));
      SecretFile.write(chain, Pem.certificates(identity.chain()));
    }
    return settings(key, chain, folder.resolve("ca.crt"));
  }

  private static boolean serves(
      Path key,
      Path chain,
      Set<String> names,
      CertificateAuthority authority,
      InstantSource clock) {
    if (!Files.exists(key) || !Files.exists(chain)) {
      return false;
    }
    try {
      TlsIdentity identity = TlsIdentity.parse(Pem.read(key) + Pem.read(chain), chain.toString());
      return !identity.dueForRenewal(clock.instant())
          && Hashes.fingerprint(identity.authority()).equals(authority.fingerprint())
          && identity.names().containsAll(names);
    } catch (ProvisioningException e) {
      // A power cut between the two files leaves a pair that does not match: make both anew.
      return false;
    }
  }

  private static Map<String, String> settings(Path key, Path chain, Path authority) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("quarkus.tls.key-store.pem.0.key", key.toString());
    settings.put("quarkus.tls.key-store.pem.0.cert", chain.toString());
    settings.put("quarkus.tls.trust-store.pem.certs", authority.toString());
    settings.put("quarkus.tls.protocols", "TLSv1.3");
    settings.put("quarkus.http.ssl.client-auth", "REQUEST");
    settings.put("quarkus.http.insecure-requests", "enabled");
    return settings;
  }
}
