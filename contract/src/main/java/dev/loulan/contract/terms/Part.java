package dev.loulan.contract.terms;

import dev.loulan.domain.split.ExactShares;

/** A claim's lines under one agreement version, split exactly. */
record Part(Claim claim, PartKey key, String supplierId, long grossMinor, ExactShares shares) {

  /** Identifies the part among all runs of a day. */
  String id() {
    return claim.kind() + "|" + claim.saleId() + "|" + key.agreementId() + "|" + key.version();
  }
}
