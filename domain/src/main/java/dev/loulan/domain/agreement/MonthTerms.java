package dev.loulan.domain.agreement;

import dev.loulan.domain.BasisPoints;
import java.util.EnumSet;
import java.util.List;

/**
 * What is reckoned at the end of a month: other shares above an amount, rent, what a party gets at
 * least and at most.
 *
 * @param tiers by the amount from which they hold, rising
 */
public record MonthTerms(
    List<Tier> tiers, List<Rent> rents, List<Limit> guarantees, List<Limit> caps) {

  public static final MonthTerms NONE = new MonthTerms(List.of(), List.of(), List.of(), List.of());

  /**
   * Shares on the days that begin with at least this much sold in the month under the agreement.
   *
   * @param shares in the order of the agreement's parties
   */
  public record Tier(long fromMinor, List<BasisPoints> shares) {

    /** Checks that the shares are whole. */
    public Tier {
      shares = List.copyOf(shares);
      int sum = shares.stream().mapToInt(BasisPoints::value).sum();
      if (sum != BasisPoints.WHOLE) {
        throw TermsException.invalid(
            "The shares of the 'tiers' from "
                + fromMinor
                + " add up to "
                + sum
                + " basis points, not "
                + BasisPoints.WHOLE);
      }
      if (fromMinor < 1) {
        throw TermsException.invalid("The 'tiers' begin above 0, found " + fromMinor);
      }
    }
  }

  /** A fixed amount from one party to another, sales or not. */
  public record Rent(ShareRole payer, ShareRole receiver, long minor, boolean daily) {

    public Rent {
      requireTransfer("fixedRent", payer, receiver, minor);
    }
  }

  /**
   * What the party gets in a whole month at least, or at most; the other bears or gets the rest.
   */
  public record Limit(ShareRole party, ShareRole other, long minor) {

    public Limit {
      requireTransfer("minimumGuarantee' or 'caps", other, party, minor);
    }
  }

  /** Checks that tiers rise and that no party has two limits of a kind. */
  public MonthTerms {
    tiers = List.copyOf(tiers);
    rents = List.copyOf(rents);
    guarantees = List.copyOf(guarantees);
    caps = List.copyOf(caps);
    for (int i = 1; i < tiers.size(); i++) {
      if (tiers.get(i - 1).fromMinor() >= tiers.get(i).fromMinor()) {
        throw TermsException.invalid("The 'tiers' rise from one to the next");
      }
    }
    requireOnce("minimumGuarantee", guarantees);
    requireOnce("caps", caps);
  }

  public boolean isEmpty() {
    return equals(NONE);
  }

  void requireParties(List<ShareRole> roles) {
    for (Rent rent : rents) {
      requirePresent(roles, "fixedRent", rent.payer(), rent.receiver());
    }
    for (Limit limit : guarantees) {
      requirePresent(roles, "minimumGuarantee", limit.party(), limit.other());
    }
    for (Limit limit : caps) {
      requirePresent(roles, "caps", limit.party(), limit.other());
    }
  }

  private static void requirePresent(
      List<ShareRole> roles, String term, ShareRole one, ShareRole two) {
    if (!roles.contains(one) || !roles.contains(two)) {
      throw TermsException.invalid("The '" + term + "' names a role that is no party");
    }
  }

  private static void requireOnce(String term, List<Limit> limits) {
    EnumSet<ShareRole> seen = EnumSet.noneOf(ShareRole.class);
    for (Limit limit : limits) {
      if (!seen.add(limit.party())) {
        throw TermsException.invalid(
            "The '" + term + "' of the " + limit.party().word() + " is given twice");
      }
    }
  }

  private static void requireTransfer(
      String term, ShareRole payer, ShareRole receiver, long minor) {
    if (payer == receiver || !payer.shares() || !receiver.shares()) {
      throw TermsException.invalid("The '" + term + "' goes between two parties that share");
    }
    if (minor < 0) {
      throw TermsException.invalid("The '" + term + "' is not negative, found " + minor);
    }
  }
}
