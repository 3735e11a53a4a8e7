package dev.loulan.provisioning;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A registry that forgets at exit; keeps the port's promises otherwise. */
public final class InMemoryRegistry implements DeviceRegistry {
  private final Map<String, StoredClaim> claims = new HashMap<>();
  private final Map<String, IssuedCertificate> certificates = new HashMap<>();

  @Override
  public synchronized void putClaim(StoredClaim claim) {
    claims.put(claim.device(), claim);
  }

  @Override
  public synchronized Optional<StoredClaim> findClaim(String device) {
    return Optional.ofNullable(claims.get(device));
  }

  @Override
  public synchronized boolean bindClaim(String device, String codeHash, String keyHash) {
    StoredClaim claim = claims.get(device);
    if (claim == null || !claim.codeHash().equals(codeHash)) {
      return false;
    }
    if (claim.boundKey() == null) {
      claims.put(device, new StoredClaim(device, codeHash, claim.expires(), keyHash));
      return true;
    }
    return claim.boundKey().equals(keyHash);
  }

  @Override
  public synchronized void addCertificate(IssuedCertificate certificate) {
    certificates.put(certificate.fingerprint(), certificate);
  }

  @Override
  public synchronized Optional<IssuedCertificate> findCertificate(String fingerprint) {
    return Optional.ofNullable(certificates.get(fingerprint));
  }

  @Override
  public synchronized void revokeDevice(String device, Instant at) {
    claims.remove(device);
    certificates.replaceAll((fingerprint, each) ->
        each.device().equals(device)
            ? new IssuedCertificate(fingerprint, device, each.notAfter(), true)
            : each);
  }
}
