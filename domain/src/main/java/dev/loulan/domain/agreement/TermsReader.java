package dev.loulan.domain.agreement;

import dev.loulan.domain.BasisPoints;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the members of a terms document; {@code docs/formats/agreement.md} is their table. */
final class TermsReader {
  private static final List<String> MEMBERS =
      List.of(
          "agreementId",
          "version",
          "parties",
          "shelves",
          "currency",
          "basis",
          "supplierCosts",
          "otherCostBp",
          "paymentFee",
          "perItemFee",
          "campaigns",
          "taxBase",
          "taxRates",
          "fixedRent",
          "minimumGuarantee",
          "tiers",
          "caps",
          "contestDays",
          "answerDays",
          "effectiveFrom",
          "effectiveTo");

  private TermsReader() {}

  static Terms terms(Fields fields) {
    fields.allowOnly(MEMBERS);
    List<SharingParty> parties =
        fields.objects("parties").stream().map(TermsReader::party).toList();
    return new Terms(
        fields.text("agreementId"),
        fields.integer("version"),
        parties,
        fields.texts("shelves"),
        new Currency(fields.text("currency")),
        Basis.ofWord(fields.text("basis")),
        costs(fields),
        fields.objectOrNone("paymentFee").map(TermsReader::fee).orElse(PaymentFee.NONE),
        charges(fields),
        month(fields, parties),
        fields.integerOrNone("contestDays").orElse(Terms.CONTEST_DAYS),
        fields.integerOrNone("answerDays").orElse(Terms.ANSWER_DAYS),
        new BusinessDay(fields.text("effectiveFrom")),
        fields.textOrNone("effectiveTo").map(BusinessDay::new));
  }

  private static SharingParty party(Fields fields) {
    fields.allowOnly(List.of("role", "partyId", "bp"));
    return new SharingParty(
        ShareRole.ofWord(fields.text("role")),
        fields.text("partyId"),
        basisPoints(fields.integerOrNone("bp").orElse(0L)));
  }

  private static SupplierCosts costs(Fields fields) {
    TreeMap<String, Long> costs = new TreeMap<>();
    for (Fields cost : fields.objects("supplierCosts")) {
      cost.allowOnly(List.of("gtin", "costMinor"));
      if (costs.put(cost.text("gtin"), cost.integer("costMinor")) != null) {
        throw TermsException.invalid("The cost of " + cost.text("gtin") + " is given twice");
      }
    }
    Optional<BasisPoints> others =
        fields.integerOrNone("otherCostBp").map(TermsReader::basisPoints);
    return new SupplierCosts(costs, others);
  }

  private static PaymentFee fee(Fields fields) {
    fields.allowOnly(List.of("bp", "fixedMinor"));
    return new PaymentFee(
        basisPoints(fields.integerOrNone("bp").orElse(0L)),
        fields.integerOrNone("fixedMinor").orElse(0L));
  }

  private static Charges charges(Fields fields) {
    TreeMap<ShareRole, Long> itemFees = new TreeMap<>();
    for (Fields fee : fields.objects("perItemFee")) {
      fee.allowOnly(List.of("role", "minor"));
      put(itemFees, ShareRole.ofWord(fee.text("role")), fee.integer("minor"), "perItemFee");
    }
    TreeMap<String, BasisPoints> campaigns = new TreeMap<>();
    for (Fields campaign : fields.objects("campaigns")) {
      campaign.allowOnly(List.of("code", "bp"));
      put(campaigns, campaign.text("code"), basisPoints(campaign.integer("bp")), "campaigns");
    }
    TreeMap<String, BasisPoints> rates = new TreeMap<>();
    for (Fields rate : fields.objects("taxRates")) {
      rate.allowOnly(List.of("gtin", "bp"));
      put(rates, rate.text("gtin"), basisPoints(rate.integer("bp")), "taxRates");
    }
    return new Charges(
        itemFees, campaigns, fields.textOrNone("taxBase").map(Charges.TaxBase::ofWord), rates);
  }

  private static MonthTerms month(Fields fields, List<SharingParty> parties) {
    return new MonthTerms(
        fields.objects("tiers").stream().map(tier -> tier(tier, parties)).toList(),
        fields.objects("fixedRent").stream().map(TermsReader::rent).toList(),
        fields.objects("minimumGuarantee").stream().map(TermsReader::limit).toList(),
        fields.objects("caps").stream().map(TermsReader::limit).toList());
  }

  private static MonthTerms.Tier tier(Fields fields, List<SharingParty> parties) {
    fields.allowOnly(List.of("fromMinor", "shares"));
    TreeMap<ShareRole, BasisPoints> byRole = new TreeMap<>();
    for (Fields share : fields.objects("shares")) {
      share.allowOnly(List.of("role", "bp"));
      ShareRole role = ShareRole.ofWord(share.text("role"));
      if (!role.shares() || parties.stream().noneMatch(p -> p.role() == role)) {
        throw TermsException.invalid("The 'tiers' name " + role.word() + ", which does not share");
      }
      put(byRole, role, basisPoints(share.integer("bp")), "tiers");
    }
    List<BasisPoints> shares = new ArrayList<>();
    parties.forEach(party -> shares.add(byRole.getOrDefault(party.role(), new BasisPoints(0))));
    return new MonthTerms.Tier(fields.integer("fromMinor"), shares);
  }

  private static MonthTerms.Rent rent(Fields fields) {
    fields.allowOnly(List.of("payer", "receiver", "minor", "per"));
    String per = fields.text("per");
    if (!per.equals("day") && !per.equals("month")) {
      throw TermsException.invalid("A 'fixedRent' is per 'day' or 'month', found '" + per + "'");
    }
    return new MonthTerms.Rent(
        fields.textOrNone("payer").map(ShareRole::ofWord).orElse(ShareRole.OPERATOR),
        ShareRole.ofWord(fields.text("receiver")),
        fields.integer("minor"),
        per.equals("day"));
  }

  private static MonthTerms.Limit limit(Fields fields) {
    fields.allowOnly(List.of("party", "other", "minor"));
    return new MonthTerms.Limit(
        ShareRole.ofWord(fields.text("party")),
        fields.textOrNone("other").map(ShareRole::ofWord).orElse(ShareRole.OPERATOR),
        fields.integer("minor"));
  }

  private static <K extends Comparable<K>, V> void put(
      SortedMap<K, V> map, K key, V value, String term) {
    if (map.put(key, value) != null) {
      throw TermsException.invalid("The '" + term + "' give " + key + " twice");
    }
  }

  private static BasisPoints basisPoints(long value) {
    return new BasisPoints(Math.toIntExact(Math.clamp(value, -1L, BasisPoints.WHOLE + 1L)));
  }
}
