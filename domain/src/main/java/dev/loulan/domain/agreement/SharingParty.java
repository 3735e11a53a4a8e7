package dev.loulan.domain.agreement;

import dev.loulan.domain.BasisPoints;

/**
 * One receiver of the waterfall.
 *
 * @param share of the basis; zero for the payment provider and the tax office
 */
public record SharingParty(ShareRole role, String partyId, BasisPoints share) {

  /**
   * Checks that only a role that shares has a share.
   *
   * @throws TermsException otherwise, or when the party has no id
   */
  public SharingParty {
    if (partyId.isBlank()) {
      throw TermsException.invalid("The " + role.word() + " has no partyId");
    }
    if (!role.shares() && share.value() != 0) {
      throw TermsException.invalid("The " + role.word() + " has no basis points");
    }
  }
}
