package dev.loulan.server.web;

import dev.loulan.domain.BasisPoints;
import dev.loulan.domain.agreement.Basis;
import dev.loulan.domain.agreement.Charges;
import dev.loulan.domain.agreement.MonthTerms;
import dev.loulan.domain.agreement.PaymentFee;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.SharingParty;
import dev.loulan.domain.agreement.SupplierCosts;
import dev.loulan.domain.agreement.Terms;
import io.quarkus.qute.TemplateData;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tells terms as people agree on them. Every term that changes an amount is told; the bytes that
 * are signed stand beside it.
 */
final class TermsInWords {
  private final Texts texts;
  private final Formats formats;
  private final Terms terms;
  private final List<Line> lines = new ArrayList<>();

  /** One term: what it is about and what is agreed. */
  @TemplateData
  public record Line(String about, String agreed) {}

  private TermsInWords(Terms terms, Texts texts) {
    this.terms = terms;
    this.texts = texts;
    this.formats = new Formats(texts.locale());
  }

  static List<Line> of(Terms terms, Texts texts) {
    TermsInWords words = new TermsInWords(terms, texts);
    words.tellAll();
    return List.copyOf(words.lines);
  }

  private void tellAll() {
    line("shelves", String.join(", ", terms.shelves()));
    line(
        "from",
        terms
            .effectiveTo()
            .map(to -> texts.with("terms.fromTo", terms.effectiveFrom().toString(), to.toString()))
            .orElseGet(() -> texts.with("terms.fromOpen", terms.effectiveFrom().toString())));
    line("basis", texts.get("terms.basis." + terms.basis().word()));
    for (SharingParty party : terms.parties()) {
      if (party.role().shares()) {
        add(role(party.role()) + " " + party.partyId(), percent(party.share()));
      }
    }
    fee(terms.paymentFee());
    costs(terms.supplierCosts());
    charges(terms.charges());
    month(terms.month());
    line("contest", texts.with("terms.contestDays", terms.contestDays(), terms.answerDays()));
  }

  private void fee(PaymentFee fee) {
    if (fee.isNone()) {
      return;
    }
    String each = texts.with("terms.ofEachSale", percent(fee.rate()));
    String all =
        fee.fixedMinor() == 0 ? each : texts.with("terms.plusEach", each, money(fee.fixedMinor()));
    line("fee", all + receiver(ShareRole.PROVIDER));
  }

  private void costs(SupplierCosts costs) {
    if (terms.basis() != Basis.PROFIT_AFTER_SUPPLIER_COST) {
      return;
    }
    line("costs", listed(costs.costMinorByGtin(), this::money));
    line(
        "otherCosts",
        costs
            .others()
            .map(part -> texts.with("terms.ofItsPrice", percent(part)))
            .orElse(texts.get("terms.notSettled")));
  }

  private void charges(Charges charges) {
    for (Map.Entry<ShareRole, Long> fee : charges.itemFeeMinorByRole().entrySet()) {
      line("perItem", texts.with("terms.toRole", money(fee.getValue()), role(fee.getKey())));
    }
    if (!charges.campaignBpByCode().isEmpty()) {
      line("campaigns", listed(charges.campaignBpByCode(), TermsInWords::percent));
    }
    boolean outside = charges.taxIsOutside(terms.basis());
    String borne = texts.get(outside ? "terms.taxOutside" : "terms.taxInside");
    line("tax", borne + receiver(ShareRole.TAX));
    if (!charges.taxBpByGtin().isEmpty()) {
      line("taxRates", listed(charges.taxBpByGtin(), TermsInWords::percent));
    }
  }

  private void month(MonthTerms month) {
    for (MonthTerms.Tier tier : month.tiers()) {
      add(texts.with("terms.tier", money(tier.fromMinor())), shares(tier.shares()));
    }
    for (MonthTerms.Rent rent : month.rents()) {
      String amount = texts.with(rent.daily() ? "terms.aDay" : "terms.aMonth", money(rent.minor()));
      line("rent", texts.with("terms.pays", transfer(rent.payer(), rent.receiver()), amount));
    }
    for (MonthTerms.Limit least : month.guarantees()) {
      line("guarantee", limit(least));
    }
    for (MonthTerms.Limit most : month.caps()) {
      line("cap", limit(most));
    }
  }

  private String limit(MonthTerms.Limit limit) {
    String amount = texts.with("terms.aMonth", money(limit.minor()));
    return texts.with("terms.against", role(limit.party()) + " " + amount, role(limit.other()));
  }

  /** Who gets what is not shared, where the terms name somebody. */
  private String receiver(ShareRole role) {
    return terms.parties().stream()
        .filter(party -> party.role() == role)
        .map(party -> " → " + party.partyId())
        .findFirst()
        .orElse("");
  }

  private String transfer(ShareRole payer, ShareRole receiver) {
    return role(payer) + " → " + role(receiver);
  }

  private String shares(List<BasisPoints> shares) {
    return IntStream.range(0, shares.size())
        .filter(i -> terms.parties().get(i).role().shares())
        .mapToObj(i -> role(terms.parties().get(i).role()) + " " + percent(shares.get(i)))
        .collect(Collectors.joining(", "));
  }

  private static <V> String listed(SortedMap<String, V> values, Function<V, String> told) {
    return values.entrySet().stream()
        .map(each -> each.getKey() + ": " + told.apply(each.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Adds a term that has a name of its own; one of which nothing is agreed is left out. */
  private void line(String name, String agreed) {
    add(texts.get("terms." + name), agreed);
  }

  private void add(String about, String agreed) {
    if (!agreed.isEmpty()) {
      lines.add(new Line(about, agreed));
    }
  }

  private String role(ShareRole role) {
    return texts.get("party." + role.word());
  }

  private String money(long minor) {
    return formats.money(minor, terms.currency().code());
  }

  private static String percent(BasisPoints part) {
    return BigDecimal.valueOf(part.value(), 2).stripTrailingZeros().toPlainString() + " %";
  }
}
