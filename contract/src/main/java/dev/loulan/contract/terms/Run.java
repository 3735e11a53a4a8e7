package dev.loulan.contract.terms;

import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.split.DaySplit;
import dev.loulan.domain.split.ExactShares;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one run adds to a day.
 *
 * @param lines new parts, then reversals, then the one rounding line
 * @param postings minor units by agreement version and shelf
 * @param amounts the postings by party
 */
record Run(List<Json> lines, List<Json> postings, PartyAmounts amounts) {

  static Run of(DayResult result, PastRuns past, TermsIndex terms) {
    PartyAmounts exact = new PartyAmounts();
    List<Json> lines = new ArrayList<>();
    TreeSet<String> target = new TreeSet<>();
    for (Part part : result.parts()) {
      target.add(part.id());
      if (!past.holds(part.id())) {
        Terms version = terms.of(part.key());
        lines.add(StatementLines.of(part, version));
        exact.add(version, part.shares().tenThousandths());
      }
    }
    for (var standing : past.standing().entrySet()) {
      if (!target.contains(standing.getKey())) {
        Fields line = standing.getValue();
        Terms version = terms.of(PartKey.of(line));
        lines.add(StatementLines.reversal(line, version));
        exact.add(version, StatementLines.negated(line));
      }
    }
    return post(lines, exact, result, past, terms);
  }

  boolean isEmpty() {
    return lines.isEmpty() && postings.isEmpty();
  }

  private static Run post(
      List<Json> lines, PartyAmounts exact, DayResult result, PastRuns past, TermsIndex terms) {
    TreeMap<PartKey, ExactShares> bases = new TreeMap<>();
    for (Part part : result.parts()) {
      bases.merge(part.key(), part.shares(), ExactShares::plus);
    }
    past.posted()
        .forEach((key, amounts) -> bases.putIfAbsent(key, ExactShares.none(amounts.size())));
    List<Json> postings = new ArrayList<>();
    PartyAmounts amounts = new PartyAmounts();
    for (var base : bases.entrySet()) {
      Terms version = terms.of(base.getKey());
      List<Long> before =
          past.posted()
              .getOrDefault(base.getKey(), Collections.nCopies(version.parties().size(), 0L));
      List<Long> delta = DaySplit.toPost(base.getValue(), before);
      boolean posts = past.count() == 0 || delta.stream().anyMatch(amount -> amount != 0);
      if (posts) {
        postings.add(
            base.getKey()
                .json()
                .array("shares", PartyAmounts.inOrder(version, "amount", delta))
                .build());
        amounts.add(version, delta);
      }
    }
    if (!lines.isEmpty() || !postings.isEmpty()) {
      lines.add(StatementLines.rounding(amounts.scaledLess(ExactShares.SCALE, exact)));
    }
    return new Run(List.copyOf(lines), List.copyOf(postings), amounts);
  }
}
