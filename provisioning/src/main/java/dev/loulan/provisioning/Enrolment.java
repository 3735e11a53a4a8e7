package dev.loulan.provisioning;

import dev.loulan.provisioning.DeviceRegistry.IssuedCertificate;
import dev.loulan.provisioning.DeviceRegistry.StoredClaim;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The server's side of enrolment (RFC 7030): claims out, certificates out, and the question "whose
 * certificate is this".
 *
 * <pre>{@code
 * Claim claim = enrolment.newClaim("shelf-1");                     // printed on the box
 * X509Certificate first = enrolment.enrol("shelf-1", code, csr);   // once
 * String device = enrolment.requireDevice(peerCertificate);        // at each connection
 * X509Certificate next = enrolment.renew(peerCertificate, newCsr);
 * }</pre>
 */
public final class Enrolment {
  /** How long a claim may lie on a desk before it has to be used. */
  public static final Duration CLAIM_LIFETIME = Duration.ofDays(14);

  /** What the operator hands to the person who sets the device up. */
  public record Claim(String device, ClaimText text, Instant expires) {}

  private final CertificateAuthority authority;
  private final DeviceRegistry registry;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public Enrolment(CertificateAuthority authority, DeviceRegistry registry, InstantSource clock) {
    this.authority = authority;
    this.registry = registry;
    this.clock = clock;
  }

  public CertificateAuthority authority() {
    return authority;
  }

  /** A new one-time claim; an earlier one of this device serves no more. */
  public Claim newClaim(String device) {
    DeviceNames.require(device);
    String code = ClaimCode.random(random);
    Instant expires = clock.instant().plus(CLAIM_LIFETIME);
    registry.putClaim(new StoredClaim(device, ClaimCode.hash(code), expires, null));
    return new Claim(device, new ClaimText(code, authority.fingerprint()), expires);
  }

  /**
   * The first certificate of a device. A claim serves one key: the same key again, after an answer
   * got lost, gets a certificate again; another key is refused with {@code CLAIM_USED}.
   */
  public X509Certificate enrol(String device, String code, byte[] pkcs10) {
    CertificateRequest request = CertificateRequest.parse(pkcs10);
    StoredClaim claim = findClaim(device, code);
    if (clock.instant().isAfter(claim.expires())) {
      throw new ProvisioningException(
          ErrorCode.CLAIM_EXPIRED,
          "The claim of device %s ran out at %s; ask the operator for a new one."
              .formatted(device, claim.expires()));
    }
    if (!registry.bindClaim(device, claim.codeHash(), request.keyHash())) {
      throw new ProvisioningException(
          ErrorCode.CLAIM_USED,
          "The claim of device %s has been used already; ask the operator for a new one."
              .formatted(device));
    }
    return issue(device, request);
  }

  private StoredClaim findClaim(String device, String code) {
    return registry
        .findClaim(device)
        .filter(stored -> stored.codeHash().equals(ClaimCode.hash(code)))
        .orElseThrow(() ->
            new ProvisioningException(
                ErrorCode.CLAIM_UNKNOWN,
                "There is no such claim for device %s; check the code and the device name."
                    .formatted(device)));
  }

  /**
   * The next certificate of a device that shows a valid one; both are valid until the old one runs
   * out.
   */
  public X509Certificate renew(X509Certificate inHand, byte[] pkcs10) {
    String device = requireDevice(inHand);
    return issue(device, CertificateRequest.parse(pkcs10));
  }

  /**
   * The device whose certificate this is. Refuses certificates that this authority did not issue,
   * that are revoked, or that have run out.
   */
  public String requireDevice(X509Certificate certificate) {
    IssuedCertificate issued =
        registry
            .findCertificate(Hashes.fingerprint(certificate))
            .orElseThrow(() ->
                new ProvisioningException(
                    ErrorCode.UNKNOWN_CERTIFICATE, "This client certificate was not issued here."));
    if (issued.revoked()) {
      throw new ProvisioningException(
          ErrorCode.REVOKED, "Device %s was revoked.".formatted(issued.device()));
    }
    if (clock.instant().isAfter(issued.notAfter())) {
      throw new ProvisioningException(
          ErrorCode.UNKNOWN_CERTIFICATE,
          "The certificate of device %s ran out at %s; claim the device again."
              .formatted(issued.device(), issued.notAfter()));
    }
    return issued.device();
  }

  /** Revokes every certificate of the device and its claim, from now on. */
  public void revoke(String device) {
    registry.revokeDevice(device, clock.instant());
  }

  private X509Certificate issue(String device, CertificateRequest request) {
    X509Certificate certificate = authority.issueDevice(device, request.publicKey());
    registry.addCertificate(
        new IssuedCertificate(
            Hashes.fingerprint(certificate), device, certificate.getNotAfter().toInstant(), false));
    return certificate;
  }
}
