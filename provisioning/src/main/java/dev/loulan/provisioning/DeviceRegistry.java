package dev.loulan.provisioning;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the authority must remember. Every call is durable when it returns, and {@link #bindClaim}
 * is atomic over all replicas.
 */
public interface DeviceRegistry {
  /** A claim as stored; {@code boundKey} is the hash of the public key that it served, or null. */
  record StoredClaim(String device, String codeHash, Instant expires, @Nullable String boundKey) {}

  /** A certificate as issued; the fingerprint is the SHA-256 of its DER in hex. */
  record IssuedCertificate(String fingerprint, String device, Instant notAfter, boolean revoked) {}

  /** Puts the claim in place of any earlier one of this device, which then serves no more. */
  void putClaim(StoredClaim claim);

  Optional<StoredClaim> findClaim(String device);

  /** Binds the device's claim to a key; false when it is bound to another key already. */
  boolean bindClaim(String device, String codeHash, String keyHash);

  void addCertificate(IssuedCertificate certificate);

  Optional<IssuedCertificate> findCertificate(String fingerprint);

  /** Revokes all certificates of the device and withdraws its claim. */
  void revokeDevice(String device, Instant at);
}
