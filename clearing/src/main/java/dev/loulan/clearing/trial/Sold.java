package dev.loulan.clearing.trial;

import dev.loulan.clearing.sales.SoldLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lines that are one entry of a journal: a sale of one transaction, or one line that waits. Lines
 * of a transaction that were billed on different days are payments of their own.
 *
 * @param reference of the payment, unique in the file
 */
record Sold(String reference, List<SoldLine> lines) {

  static List<Sold> of(List<SoldLine> lines) {
    TreeMap<Group, List<SoldLine>> groups = new TreeMap<>(Group.ORDER);
    for (SoldLine line : lines) {
      groups.computeIfAbsent(Group.of(line), g -> new ArrayList<>()).add(line);
    }
    TreeMap<String, Integer> seen = new TreeMap<>();
    List<Sold> sold = new ArrayList<>();
    groups.forEach((group, members) -> {
      String name = group.machine().device() + "/" + group.transaction();
      int number = seen.merge(name, 1, Integer::sum);
      sold.add(new Sold(number == 1 ? name : name + "#" + number, List.copyOf(members)));
    });
    return sold;
  }

  SoldLine first() {
    return lines.getFirst();
  }

  boolean isHeld() {
    return first().hold().isPresent();
  }

  long totalMinor() {
    return lines.stream().mapToLong(SoldLine::totalMinor).reduce(0L, Math::addExact);
  }

  /** What makes lines one payment; held lines stand alone. */
  private record Group(
      Machine machine,
      LocalDate day,
      String transaction,
      Optional<LocalDate> billDay,
      boolean cash,
      long heldLine) {
    static final Comparator<Group> ORDER =
        Comparator.comparing(Group::machine)
            .thenComparing(Group::day)
            .thenComparing(Group::transaction)
            .thenComparing(g -> g.billDay().orElse(LocalDate.MAX))
            .thenComparing(Group::cash)
            .thenComparingLong(Group::heldLine);

    static Group of(SoldLine line) {
      return new Group(
          Machine.of(line),
          line.day(),
          line.transaction(),
          line.billDay(),
          line.cash(),
          line.hold().isPresent() ? line.line() : 0);
    }
  }
}
