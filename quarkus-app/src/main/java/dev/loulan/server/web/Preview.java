package dev.loulan.server.web;

import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.agreement.SharingParty;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.split.DaySplit;
import dev.loulan.domain.split.ExactShares;
import dev.loulan.domain.split.SplitLine;
import dev.loulan.domain.split.Waterfall;
import dev.loulan.server.web.Figures.LineRecord;
import dev.loulan.server.web.Figures.SaleRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Splits the sales of a day that is still open by the agreements in force, with the same functions
 * as the contract. Sales that no agreement covers count as held. It is a preview: the contract
 * settles against what was collected.
 */
final class Preview {
  private record Group(Terms terms, String shelf) {}

  private final List<Terms> agreements;
  private final BusinessDay day;
  private final Map<Group, ExactShares> bases = new LinkedHashMap<>();
  private long heldMinor;

  private Preview(List<Terms> agreements, BusinessDay day) {
    this.agreements = agreements;
    this.day = day;
  }

  static Split of(
      List<SaleRecord> sales, List<Terms> agreements, BusinessDay day, String currency) {
    Preview preview = new Preview(agreements, day);
    sales.forEach(preview::add);
    return preview.split(currency);
  }

  private void add(SaleRecord sale) {
    Map<Group, List<SplitLine>> lines = new LinkedHashMap<>();
    for (LineRecord line : sale.lines()) {
      Optional<Terms> terms = termsFor(sale.shelf(), line.supplierId());
      if (terms.isEmpty()) {
        heldMinor += line.grossMinor();
      } else {
        lines
            .computeIfAbsent(new Group(terms.get(), sale.shelf()), group -> new ArrayList<>())
            .add(new SplitLine(line.gtin(), line.quantity(), line.unitPriceMinor(), line.taxBp()));
      }
    }
    boolean first = true;
    for (Map.Entry<Group, List<SplitLine>> each : lines.entrySet()) {
      add(each.getKey(), each.getValue(), first);
      first = false;
    }
  }

  private void add(Group group, List<SplitLine> lines, boolean carriesFixedFee) {
    Waterfall waterfall = new Waterfall(group.terms());
    if (!waterfall.canSplit(lines)) {
      heldMinor += lines.stream().mapToLong(SplitLine::grossMinor).sum();
      return;
    }
    bases.merge(group, waterfall.split(lines, carriesFixedFee), ExactShares::plus);
  }

  private Optional<Terms> termsFor(String shelf, String supplierId) {
    return agreements.stream()
        .filter(terms -> terms.covers(shelf, supplierId, day))
        .max(Comparator.comparingLong(Terms::version));
  }

  private Split split(String currency) {
    Map<String, Split.Part> parts = new LinkedHashMap<>();
    long grossMinor = 0;
    for (Map.Entry<Group, ExactShares> each : bases.entrySet()) {
      List<Long> amounts = DaySplit.amounts(each.getValue());
      List<SharingParty> parties = each.getKey().terms().parties();
      grossMinor += each.getValue().grossMinor();
      for (int i = 0; i < parties.size(); i++) {
        SharingParty party = parties.get(i);
        parts.merge(
            party.role().word() + " " + party.partyId(),
            new Split.Part(party.role().word(), party.partyId(), amounts.get(i)),
            (a, b) -> new Split.Part(a.role(), a.partyId(), a.minor() + b.minor()));
      }
    }
    return new Split(
        day.date(), currency, true, grossMinor, heldMinor, List.copyOf(parts.values()));
  }
}
