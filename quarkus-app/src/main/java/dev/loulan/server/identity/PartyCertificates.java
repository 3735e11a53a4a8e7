package dev.loulan.server.identity;

import dev.loulan.provisioning.CertificateAuthority;
import dev.loulan.provisioning.party.PartyPublicKey;
import java.util.Optional;

/** The certificates by which the built-in authority admitted parties; one for a party and key. */
public final class PartyCertificates {
  private final IdentityDatabase database;
  private final CertificateAuthority authority;

  PartyCertificates(IdentityDatabase database, CertificateAuthority authority) {
    this.database = database;
    this.authority = authority;
  }

  /** The certificate of a party whose key the ledger has taken, PEM; the same one each time. */
  public String admit(String partyId, String role, PartyPublicKey key) {
    Optional<String> known =
        database.first(
            row -> row.getString(1),
            "SELECT pem FROM party_certificate WHERE party = ? AND key_id = ?",
            partyId,
            key.keyId());
    return known.orElseGet(() -> {
      String pem = authority.issueParty(partyId, role, key.raw());
      database.change(
          "INSERT OR REPLACE INTO party_certificate (party, key_id, pem) VALUES (?, ?, ?)",
          partyId,
          key.keyId(),
          pem);
      return pem;
    });
  }

  /** The certificate that admitted a party, PEM. */
  public Optional<String> find(String partyId) {
    return database.first(
        row -> row.getString(1), "SELECT pem FROM party_certificate WHERE party = ?", partyId);
  }
}
