package dev.loulan.domain.agreement;

import dev.loulan.domain.BasisPoints;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is taken from a sale beside fee and cost, before the basis points divide the rest.
 *
 * @param itemFeeMinorByRole a fee for each unit sold, by the role that receives it
 * @param campaignBpByCode the promoter's part of what a campaign's goods were sold for
 * @param taxBase whether the basis holds the tax inside the prices
 * @param taxBpByGtin rates that go before those of the sale
 */
public record Charges(
    SortedMap<ShareRole, Long> itemFeeMinorByRole,
    SortedMap<String, BasisPoints> campaignBpByCode,
    Optional<TaxBase> taxBase,
    SortedMap<String, BasisPoints> taxBpByGtin) {

  /** Nothing beside fee and cost; the tax's base follows from the basis. */
  public static final Charges NONE =
      new Charges(new TreeMap<>(), new TreeMap<>(), Optional.empty(), new TreeMap<>());

  /**
   * Whether the amount that is divided holds the tax. {@link #word()} is the form used in
   * documents.
   */
  public enum TaxBase {
    /** It does; the operator pays the tax from its share. */
    IN("in"),
    /** It does not. */
    OUT("out");

    private final String word;

    TaxBase(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    static TaxBase ofWord(String word) {
      for (TaxBase base : values()) {
        if (base.word.equals(word)) {
          return base;
        }
      }
      throw TermsException.invalid("A taxBase is 'in' or 'out', found '" + word + "'");
    }
  }

  /** Checks that no fee is negative. */
  public Charges {
    itemFeeMinorByRole = Collections.unmodifiableSortedMap(new TreeMap<>(itemFeeMinorByRole));
    campaignBpByCode = Collections.unmodifiableSortedMap(new TreeMap<>(campaignBpByCode));
    taxBpByGtin = Collections.unmodifiableSortedMap(new TreeMap<>(taxBpByGtin));
    itemFeeMinorByRole.forEach((role, minor) -> {
      if (minor < 0) {
        throw TermsException.invalid("The 'perItemFee' of the " + role.word() + " is negative");
      }
    });
  }

  void requireParties(List<ShareRole> roles) {
    for (ShareRole role : itemFeeMinorByRole.keySet()) {
      if (!roles.contains(role)) {
        throw TermsException.invalid(
            "A 'perItemFee' goes to the " + role.word() + ", which is no party");
      }
    }
    if (!campaignBpByCode.isEmpty() && !roles.contains(ShareRole.PROMOTER)) {
      throw TermsException.invalid("The 'campaigns' need a party 'promoter'");
    }
  }

  /** Whether the tax goes before the basis points divide. */
  public boolean taxIsOutside(Basis basis) {
    return taxBase.map(base -> base == TaxBase.OUT).orElse(basis != Basis.GROSS);
  }
}
