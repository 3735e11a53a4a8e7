package dev.loulan.clearing.statement;

import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.split.ExactShares;
import dev.loulan.domain.split.SplitLine;
import dev.loulan.domain.split.Waterfall;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The sales and decisions that stand at a line of a statement, by what is rounded together. */
final class Standing {
  private final TreeMap<Group, SortedMap<String, Part>> parts = new TreeMap<>();
  private final TreeMap<Group, ExactShares> bases = new TreeMap<>();
  private final TreeSet<String> standing = new TreeSet<>();

  /**
   * What an agreement covers of a sale or decision.
   *
   * @param shares by the agreement's own shares
   */
  record Part(List<SplitLine> lines, boolean carriesFixedFee, ExactShares shares) {

    static Part of(Terms terms, List<SplitLine> lines, boolean carriesFixedFee) {
      return new Part(
          List.copyOf(lines), carriesFixedFee, new Waterfall(terms).split(lines, carriesFixedFee));
    }

    long grossMinor() {
      long sum = 0;
      for (SplitLine line : lines) {
        sum = Math.addExact(sum, line.grossMinor());
      }
      return sum;
    }

    Part takenBack() {
      return new Part(
          lines,
          carriesFixedFee,
          new ExactShares(shares.tenThousandths().stream().map(Math::negateExact).toList()));
    }
  }

  /** Adds a part, which stands once under all versions of an agreement. */
  void add(Group group, String id, Part part) {
    if (!standing.add(id + "|" + group.agreementId())) {
      throw new IllegalArgumentException(id.substring(id.indexOf('|') + 1) + " is there twice");
    }
    parts.computeIfAbsent(group, g -> new TreeMap<>()).put(id, part);
    bases.merge(group, part.shares(), ExactShares::plus);
  }

  /** Takes back a part that stands. */
  Part takeBack(Group group, String id) {
    Part part = parts.getOrDefault(group, new TreeMap<>()).remove(id);
    if (part == null) {
      throw new IllegalArgumentException(
          id.substring(id.indexOf('|') + 1) + " is taken back and was not there");
    }
    standing.remove(id + "|" + group.agreementId());
    bases.merge(group, part.takenBack().shares(), ExactShares::plus);
    return part;
  }

  /** The sum of a group's parts. */
  ExactShares base(Group group, Terms terms) {
    return bases.getOrDefault(group, ExactShares.none(terms.parties().size()));
  }

  /** All groups of days that had a part, with the parts that stand. */
  SortedMap<Group, SortedMap<String, Part>> parts() {
    return Collections.unmodifiableSortedMap(parts);
  }
}
