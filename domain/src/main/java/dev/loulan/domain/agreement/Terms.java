package dev.loulan.domain.agreement;

import dev.loulan.domain.BasisPoints;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * One version of an agreement of an operator, a host and a supplier over one or more shelves.
 *
 * <p>The order of {@code parties} is binding: an odd minor unit goes to the earlier one when two
 * have the same claim.
 *
 * @param contestDays days after a sale in which host and supplier may contest it
 * @param answerDays days in which the operator answers a contest, and after which an answer that
 *     nobody spoke against stands
 * @param effectiveFrom first business day of the version
 * @param effectiveTo last business day, or open
 */
public record Terms(
    String agreementId,
    long version,
    List<SharingParty> parties,
    List<String> shelves,
    Currency currency,
    Basis basis,
    SupplierCosts supplierCosts,
    PaymentFee paymentFee,
    Charges charges,
    MonthTerms month,
    long contestDays,
    long answerDays,
    BusinessDay effectiveFrom,
    Optional<BusinessDay> effectiveTo) {

  /** For how long a sale may be contested where the terms do not say. */
  public static final long CONTEST_DAYS = 14;

  /** How long each step of a dispute takes where the terms do not say. */
  public static final long ANSWER_DAYS = 7;

  /** Checks that the terms can be carried out as they stand. */
  public Terms {
    parties = List.copyOf(parties);
    shelves = List.copyOf(shelves);
    requireNames(agreementId, version, shelves);
    requireRoles(parties);
    requireWholeShares(parties);
    if (!paymentFee.isNone() && parties.stream().noneMatch(p -> p.role() == ShareRole.PROVIDER)) {
      throw TermsException.invalid("A payment fee needs a party 'provider' that receives it");
    }
    List<ShareRole> roles = parties.stream().map(SharingParty::role).toList();
    charges.requireParties(roles);
    month.requireParties(roles);
    if (contestDays < 0 || contestDays > 366) {
      throw TermsException.invalid("The 'contestDays' are 0 to 366, found " + contestDays);
    }
    if (answerDays < 1 || answerDays > 90) {
      throw TermsException.invalid("The 'answerDays' are 1 to 90, found " + answerDays);
    }
    if (effectiveTo.isPresent() && effectiveTo.get().compareTo(effectiveFrom) < 0) {
      throw TermsException.invalid("effectiveTo is before effectiveFrom");
    }
  }

  public boolean covers(String shelf, String supplierId, BusinessDay day) {
    return coversDay(day)
        && shelves.contains(shelf)
        && partyOf(ShareRole.SUPPLIER).partyId().equals(supplierId);
  }

  public boolean coversDay(BusinessDay day) {
    return effectiveFrom.compareTo(day) <= 0
        && effectiveTo.map(to -> to.compareTo(day) >= 0).orElse(true);
  }

  /**
   * Whether this version holds on a day: it covers it, and no later version in force does.
   *
   * @param inForce all terms that are signed by all
   */
  public boolean holdsOn(BusinessDay day, Collection<Terms> inForce) {
    return coversDay(day)
        && inForce.stream()
            .filter(other -> other.agreementId.equals(agreementId))
            .noneMatch(other -> other.version > version && other.coversDay(day));
  }

  /**
   * The shares of the highest tier that was reached, or the parties' own, in the parties' order.
   *
   * @param soldMinor sold under the agreement in the month before the day
   */
  public List<BasisPoints> sharesAt(long soldMinor) {
    List<BasisPoints> shares = parties.stream().map(SharingParty::share).toList();
    for (MonthTerms.Tier tier : month.tiers()) {
      shares = tier.fromMinor() <= soldMinor ? tier.shares() : shares;
    }
    return shares;
  }

  /** The party in a role that every agreement has: operator, host or supplier. */
  public SharingParty partyOf(ShareRole role) {
    return parties.stream().filter(p -> p.role() == role).findFirst().orElseThrow();
  }

  public boolean has(ShareRole role) {
    return parties.stream().anyMatch(p -> p.role() == role);
  }

  private static void requireNames(String agreementId, long version, List<String> shelves) {
    if (agreementId.isEmpty() || !agreementId.matches("[A-Za-z0-9._-]{1,64}")) {
      throw TermsException.invalid(
          "An agreementId is 1 to 64 of A-Z a-z 0-9 . _ -, found '" + agreementId + "'");
    }
    if (version < 1 || version > 999_999) {
      throw TermsException.invalid("A version is 1 to 999999, found " + version);
    }
    if (shelves.isEmpty()) {
      throw TermsException.invalid("An agreement names at least one shelf");
    }
  }

  private static void requireRoles(List<SharingParty> parties) {
    EnumSet<ShareRole> seen = EnumSet.noneOf(ShareRole.class);
    for (SharingParty party : parties) {
      if (!seen.add(party.role())) {
        throw TermsException.invalid("The role '" + party.role().word() + "' is given twice");
      }
    }
    for (ShareRole needed : List.of(ShareRole.OPERATOR, ShareRole.HOST, ShareRole.SUPPLIER)) {
      if (!seen.contains(needed)) {
        throw TermsException.invalid("The agreement lacks a party '" + needed.word() + "'");
      }
    }
  }

  private static void requireWholeShares(List<SharingParty> parties) {
    int sum = parties.stream().mapToInt(p -> p.share().value()).sum();
    if (sum != BasisPoints.WHOLE) {
      throw TermsException.invalid(
          "The shares add up to " + sum + " basis points, not " + BasisPoints.WHOLE);
    }
  }
}
