package dev.loulan.domain.split;

import dev.loulan.domain.BasisPoints;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.agreement.Basis;
import dev.loulan.domain.agreement.Charges;
import dev.loulan.domain.agreement.MonthTerms;
import dev.loulan.domain.agreement.PaymentFee;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.SharingParty;
import dev.loulan.domain.agreement.SupplierCosts;
import dev.loulan.domain.agreement.Terms;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Terms with parties in the order operator, host, supplier, provider, tax. */
final class SampleTerms {
  private SampleTerms() {}

  static Terms of(
      Basis basis, int operator, int host, int supplier, int feeBp, long feeFixed, long cost) {
    return new Terms(
        "a",
        1,
        List.of(
            party(ShareRole.OPERATOR, operator),
            party(ShareRole.HOST, host),
            party(ShareRole.SUPPLIER, supplier),
            party(ShareRole.PROVIDER, 0),
            party(ShareRole.TAX, 0)),
        List.of("s1"),
        new Currency("USD"),
        basis,
        new SupplierCosts(new TreeMap<>(Map.of("g", cost)), Optional.empty()),
        new PaymentFee(new BasisPoints(feeBp), feeFixed),
        Charges.NONE,
        MonthTerms.NONE,
        Terms.CONTEST_DAYS,
        Terms.ANSWER_DAYS,
        new BusinessDay("2026-01-01"),
        Optional.empty());
  }

  private static SharingParty party(ShareRole role, int bp) {
    return new SharingParty(role, role.word() + "-1", new BasisPoints(bp));
  }
}
