package dev.loulan.contract.terms;

import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.split.MonthEnd;

/**
 * What a month's run posts for: a shelf's days under the tiers that the month reached, or a clause
 * that is reckoned over all shelves of a version.
 */
record MonthKey(PartKey part, String kind) implements Comparable<MonthKey> {
  private static final String TIERS = "tiers";

  static MonthKey ofDays(PartKey part) {
    return new MonthKey(part, TIERS);
  }

  static MonthKey of(Terms terms, MonthEnd.Cause cause) {
    return new MonthKey(PartKey.ofMonth(terms), cause.word());
  }

  /** An earlier contract posted all clauses in one sum, without a kind; the first takes it. */
  static MonthKey of(Fields posting) {
    PartKey part = PartKey.of(posting);
    String kind = part.isOfMonth() ? MonthEnd.Cause.RENT.word() : TIERS;
    return new MonthKey(part, posting.textOrNone("kind").orElse(kind));
  }

  JsonObjectBuilder json() {
    return part.json().text("kind", kind);
  }

  @Override
  public int compareTo(MonthKey other) {
    int byPart = part.compareTo(other.part);
    return byPart != 0 ? byPart : kind.compareTo(other.kind);
  }
}
