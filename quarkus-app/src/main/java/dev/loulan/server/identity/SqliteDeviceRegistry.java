package dev.loulan.server.identity;

import dev.loulan.provisioning.DeviceRegistry;
import java.time.Instant;
import java.util.Optional;

/** Claims and certificates in the identity database. */
public final class SqliteDeviceRegistry implements DeviceRegistry {
  private final IdentityDatabase database;

  public SqliteDeviceRegistry(IdentityDatabase database) {
    this.database = database;
  }

  @Override
  public void putClaim(StoredClaim claim) {
    database.change(
        "INSERT OR REPLACE INTO claim (device, code_hash, expires, bound_key) VALUES (?, ?, ?, ?)",
        claim.device(),
        claim.codeHash(),
        claim.expires().getEpochSecond(),
        claim.boundKey());
  }

  @Override
  public Optional<StoredClaim> findClaim(String device) {
    return database.first(
        row ->
            new StoredClaim(
                device, row.getString(1), Instant.ofEpochSecond(row.getLong(2)), row.getString(3)),
        "SELECT code_hash, expires, bound_key FROM claim WHERE device = ?",
        device);
  }

  @Override
  public boolean bindClaim(String device, String codeHash, String keyHash) {
    return database.change(
            "UPDATE claim SET bound_key = ? WHERE device = ? AND code_hash = ?"
                + " AND (bound_key IS NULL OR bound_key = ?)",
            keyHash,
            device,
            codeHash,
            keyHash)
        == 1;
  }

  @Override
  public void addCertificate(IssuedCertificate certificate) {
    database.change(
        "INSERT INTO certificate (fingerprint, device, not_after) VALUES (?, ?, ?)",
        certificate.fingerprint(),
        certificate.device(),
        certificate.notAfter().getEpochSecond());
  }

  @Override
  public Optional<IssuedCertificate> findCertificate(String fingerprint) {
    return database.first(
        row ->
            new IssuedCertificate(
                fingerprint,
                row.getString(1),
                Instant.ofEpochSecond(row.getLong(2)),
                row.getObject(3) != null),
        "SELECT device, not_after, revoked_at FROM certificate WHERE fingerprint = ?",
        fingerprint);
  }

  @Override
  public void revokeDevice(String device, Instant at) {
    database.change("DELETE FROM claim WHERE device = ?", device);
    database.change(
        "UPDATE certificate SET revoked_at = ? WHERE device = ? AND revoked_at IS NULL",
        at.getEpochSecond(),
        device);
  }
}
