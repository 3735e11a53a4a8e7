package dev.loulan.testkit.oracle;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says what each party gets, from the terms' own text. Amounts in minor units unless said. */
public final class SplitOracle {
  private static final long TEN_THOUSAND = 10_000;

  private final Fields terms;
  private final List<Fields> parties;

  /** Takes a terms document that was accepted. */
  public SplitOracle(Json document) {
    this.terms = Fields.of(document, "terms");
    this.parties = terms.objects("parties");
  }

  /** One sale's claims in 1/10,000 of a minor unit, in the order of the parties. */
  public List<Long> sale(List<OracleLine> lines, boolean carriesFixedFee, long soldBefore) {
    Map<String, Fraction> gets = new LinkedHashMap<>();
    parties.forEach(party -> gets.put(party.text("role"), Fraction.ZERO));
    Fraction rest = Fraction.of(sum(lines));
    boolean gross = terms.text("basis").equals("gross");
    boolean taxOutside = terms.textOrNone("taxBase").map(base -> base.equals("out")).orElse(!gross);

    Fraction fee = gets.containsKey("provider") ? fee(lines, carriesFixedFee) : Fraction.ZERO;
    rest = give(gets, "provider", gross ? "operator" : "", fee, rest);
    if (gets.containsKey("tax")) {
      for (OracleLine line : lines) {
        rest = give(gets, "tax", taxOutside ? "" : "operator", taxOf(line), rest);
      }
    }
    if (terms.text("basis").equals("profitAfterSupplierCost")) {
      for (OracleLine line : lines) {
        rest = give(gets, "supplier", "", costOf(line), rest);
      }
    }
    for (Fields itemFee : terms.objects("perItemFee")) {
      for (OracleLine line : lines) {
        Fraction each = Fraction.of(line.quantity() * itemFee.integer("minor"));
        rest = give(gets, itemFee.text("role"), gross ? "operator" : "", each, rest);
      }
    }
    for (Fields campaign : terms.objects("campaigns")) {
      for (OracleLine line : lines) {
        if (line.campaign().equals(campaign.text("code"))) {
          Fraction part = Fraction.of(gross(line) * campaign.integer("bp"), TEN_THOUSAND);
          rest = give(gets, "promoter", "", part, rest);
        }
      }
    }
    return divided(gets, rest, soldBefore);
  }

  /** A day's amounts from its sales' claims. */
  public List<Long> day(List<List<Long>> claims) {
    List<Fraction> sums = new ArrayList<>();
    for (int party = 0; party < parties.size(); party++) {
      Fraction sum = Fraction.ZERO;
      for (List<Long> claim : claims) {
        sum = sum.plus(Fraction.of(claim.get(party), TEN_THOUSAND));
      }
      sums.add(sum);
    }
    return Apportionment.round(sums);
  }

  /** A month's amounts from its days', after rent, guarantees and caps. */
  public List<Long> month(List<List<Long>> days, long daysInForce, long daysInMonth) {
    TreeMap<String, Long> has = new TreeMap<>();
    for (int i = 0; i < parties.size(); i++) {
      int party = i;
      has.put(parties.get(i).text("role"), days.stream().mapToLong(day -> day.get(party)).sum());
    }
    for (Fields rent : terms.objects("fixedRent")) {
      long days1 = rent.text("per").equals("day") ? 1 : daysInMonth;
      long owed = rent.integer("minor") * daysInForce / days1;
      pay(has, rent.textOrNone("payer").orElse("operator"), rent.text("receiver"), owed);
    }
    for (Fields least : terms.objects("minimumGuarantee")) {
      long due = least.integer("minor") * daysInForce / daysInMonth;
      while (has.getOrDefault(least.text("party"), 0L) < due) {
        long lacking = due - has.getOrDefault(least.text("party"), 0L);
        pay(has, least.textOrNone("other").orElse("operator"), least.text("party"), lacking);
      }
    }
    for (Fields most : terms.objects("caps")) {
      long allowed = most.integer("minor") * daysInForce / daysInMonth;
      while (has.getOrDefault(most.text("party"), 0L) > allowed) {
        long above = has.getOrDefault(most.text("party"), 0L) - allowed;
        pay(has, most.text("party"), most.textOrNone("other").orElse("operator"), above);
      }
    }
    return parties.stream().map(party -> has.getOrDefault(party.text("role"), 0L)).toList();
  }

  private List<Long> divided(Map<String, Fraction> gets, Fraction rest, long soldBefore) {
    Map<String, Long> points = points(soldBefore);
    List<Fraction> claims = new ArrayList<>();
    for (String role : gets.keySet()) {
      long bp = points.getOrDefault(role, 0L);
      claims.add(rest.times(Fraction.of(bp, TEN_THOUSAND)).times(Fraction.of(TEN_THOUSAND)));
    }
    List<Long> shares = Apportionment.round(claims);
    List<Long> all = new ArrayList<>();
    int place = 0;
    for (Fraction beside : gets.values()) {
      all.add(shares.get(place) + beside.times(Fraction.of(TEN_THOUSAND)).floor().longValueExact());
      place++;
    }
    return all;
  }

  /** The basis points of the highest tier that was reached. */
  private Map<String, Long> points(long soldBefore) {
    Map<String, Long> points = new LinkedHashMap<>();
    parties.forEach(p -> points.put(p.text("role"), p.integerOrNone("bp").orElse(0L)));
    for (Fields tier : terms.objects("tiers")) {
      if (soldBefore >= tier.integer("fromMinor")) {
        points.replaceAll((role, bp) -> 0L);
        tier.objects("shares").forEach(s -> points.put(s.text("role"), s.integer("bp")));
      }
    }
    return points;
  }

  /** Gives an amount to a party, from one that bears it or from the rest. */
  private static Fraction give(
      Map<String, Fraction> gets, String to, String bearer, Fraction amount, Fraction rest) {
    if (amount.equals(Fraction.ZERO)) {
      return rest;
    }
    gets.merge(to, amount, Fraction::plus);
    if (bearer.isEmpty()) {
      return rest.minus(amount);
    }
    gets.merge(bearer, amount.negated(), Fraction::plus);
    return rest;
  }

  private Fraction fee(List<OracleLine> lines, boolean carriesFixedFee) {
    Fields fee = terms.objectOrNone("paymentFee").orElse(null);
    if (fee == null) {
      return Fraction.ZERO;
    }
    Fraction part = Fraction.of(sum(lines) * fee.integerOrNone("bp").orElse(0L), TEN_THOUSAND);
    return carriesFixedFee
        ? part.plus(Fraction.of(fee.integerOrNone("fixedMinor").orElse(0L)))
        : part;
  }

  /** The tax inside a line, half up in 1/10,000 of a minor unit, by its absolute value. */
  private Fraction taxOf(OracleLine line) {
    long rate = line.taxBp();
    for (Fields agreed : terms.objects("taxRates")) {
      rate = agreed.text("gtin").equals(line.gtin()) ? agreed.integer("bp") : rate;
    }
    Fraction exact =
        Fraction.of(Math.abs(gross(line))).times(Fraction.of(rate, TEN_THOUSAND + rate));
    long fine =
        exact.times(Fraction.of(TEN_THOUSAND)).plus(Fraction.of(1, 2)).floor().longValueExact();
    return Fraction.of(gross(line) < 0 ? -fine : fine, TEN_THOUSAND);
  }

  private Fraction costOf(OracleLine line) {
    for (Fields cost : terms.objects("supplierCosts")) {
      if (cost.text("gtin").equals(line.gtin())) {
        return Fraction.of(line.quantity() * cost.integer("costMinor"));
      }
    }
    return Fraction.of(gross(line) * terms.integer("otherCostBp"), TEN_THOUSAND);
  }

  private static void pay(Map<String, Long> has, String from, String to, long minor) {
    has.merge(from, -minor, Long::sum);
    has.merge(to, minor, Long::sum);
  }

  private static long gross(OracleLine line) {
    return line.quantity() * line.unitPriceMinor();
  }

  private static long sum(List<OracleLine> lines) {
    return lines.stream().mapToLong(SplitOracle::gross).sum();
  }
}
