package dev.loulan.provisioning.device;

import dev.loulan.provisioning.ClaimText;
import dev.loulan.provisioning.DeviceNames;
import dev.loulan.provisioning.EcKeys;
import dev.loulan.provisioning.ErrorCode;
import dev.loulan.provisioning.Hashes;
import dev.loulan.provisioning.Pem;
import dev.loulan.provisioning.ProvisioningException;
import dev.loulan.provisioning.SecretFile;
import dev.loulan.provisioning.TlsIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Claims a device and keeps its identity in one file (key and chain, mode 600).
 *
 * <pre>{@code
 * DeviceEnrolment enrolment = new DeviceEnrolment(Path.of("device.pem"), InstantSource.system());
 * DeviceIdentity me = enrolment.load().orElseGet(() -> enrolment.claim(server, "shelf-1", claimText));
 * HttpClient client = HttpClient.newBuilder().sslContext(me.sslContext(clock)).build();
 * if (me.dueForRenewal(now)) me = enrolment.renew(server, me);
 * }</pre>
 *
 * The key is written before it is sent, so that a power cut in between ends in the same key and the
 * same claim again.
 */
public final class DeviceEnrolment {
  private final Path file;
  private final Path pendingFile;
  private final InstantSource clock;

  public DeviceEnrolment(Path file, InstantSource clock) {
    this.file = file;
    this.pendingFile = file.resolveSibling(file.getFileName() + ".pending");
    this.clock = clock;
  }

  /** The identity of a device that was claimed before; empty when it has none yet. */
  public Optional<DeviceIdentity> load() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Optional.of(DeviceIdentity.of(TlsIdentity.parse(Pem.read(file), file.toString())));
  }

  /** Enrols with the claim as printed on the box, at {@code https://host:port} of the server. */
  public DeviceIdentity claim(URI server, String device, String claimText) {
    DeviceNames.require(device);
    ClaimText claim = ClaimText.parse(claimText);
    KeyPair pair = pendingKey();
    SSLContext tls = DeviceTls.pinned(claim.fingerprint(), clock);
    try (EstClient est = new EstClient(server, tls)) {
      byte[] request = CertificateSigningRequest.encode(pair, device);
      return keep(pair, est.enrol(device, claim.code(), request), claim.fingerprint());
    }
  }

  /** Asks for the next certificate, with a new key; until it is here the old one stays. */
  public DeviceIdentity renew(URI server, DeviceIdentity current) {
    KeyPair pair = pendingKey();
    try (EstClient est = new EstClient(server, current.sslContext(clock))) {
      byte[] request = CertificateSigningRequest.encode(pair, current.device());
      return keep(pair, est.renew(request), Hashes.fingerprint(current.tls().authority()));
    }
  }

  private KeyPair pendingKey() {
    if (Files.exists(pendingFile)) {
      String source = pendingFile.toString();
      String pem = Pem.read(pendingFile);
      return new KeyPair(Pem.readEcPublicKey(pem, source), Pem.readEcKey(pem, source));
    }
    KeyPair pair = EcKeys.generate();
    SecretFile.write(
        pendingFile,
        Pem.encode("PRIVATE KEY", pair.getPrivate().getEncoded())
            + Pem.encode("PUBLIC KEY", pair.getPublic().getEncoded()));
    return pair;
  }

  private DeviceIdentity keep(KeyPair pair, List<X509Certificate> answer, String fingerprint) {
    X509Certificate authority =
        require(answer, each -> Hashes.fingerprint(each).equals(fingerprint));
    byte[] publicKey = pair.getPublic().getEncoded();
    X509Certificate leaf =
        require(answer, each -> Arrays.equals(each.getPublicKey().getEncoded(), publicKey));
    TlsIdentity identity = new TlsIdentity(pair.getPrivate(), List.of(leaf, authority));
    SecretFile.write(file, identity.pem());
    forgetPending();
    return DeviceIdentity.of(identity);
  }

  private static X509Certificate require(
      List<X509Certificate> answer, java.util.function.Predicate<X509Certificate> wanted) {
    return answer.stream()
        .filter(wanted)
        .findFirst()
        .orElseThrow(() ->
            new ProvisioningException(
                ErrorCode.UNREACHABLE,
                "The server's answer lacks the device's certificate or its authority's."));
  }

  private void forgetPending() {
    try {
      Files.deleteIfExists(pendingFile);
    } catch (IOException e) {
      throw new ProvisioningException(
          ErrorCode.STORE, "The file %s could not be removed.".formatted(pendingFile), e);
    }
  }
}
