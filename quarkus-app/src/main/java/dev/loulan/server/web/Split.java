package dev.loulan.server.web;

import dev.loulan.domain.json.Fields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A day's amounts by party, before they are put into words. They add up to {@code grossMinor}. */
record Split(
    String day,
    String currency,
    boolean preview,
    long grossMinor,
    long heldMinor,
    List<Part> parts) {

  /** One party's amount in minor units. */
  record Part(String role, String partyId, long minor) {}

  private static final List<String> ORDER =
      List.of("operator", "host", "supplier", "platform", "promoter", "provider", "tax");

  Split {
    // As people look for them; equal roles stay in the order of the agreement.
    parts = parts.stream().sorted(Comparator.comparingInt(p -> place(p.role()))).toList();
  }

  private static int place(String role) {
    int place = ORDER.indexOf(role);
    return place < 0 ? ORDER.size() : place;
  }

  /**
   * A settled day as this account may see it: to a supplier gross is the sum of its own lines, and
   * what is not its share of them goes to the other parties.
   */
  static Split of(Fields statement, Scope scope) {
    Split whole = of(statement);
    if (scope.seesWholeSales()) {
      return whole;
    }
    long grossMinor =
        statement.objects("lines").stream()
            .filter(line -> line.textOrNone("supplierId").filter(scope::mine).isPresent())
            .mapToLong(line -> line.integerOrNone("gross").orElse(0L))
            .reduce(0, Math::addExact);
    List<Part> parts =
        new ArrayList<>(whole.parts().stream().filter(p -> scope.mine(p.partyId())).toList());
    long mineMinor = parts.stream().mapToLong(Part::minor).sum();
    parts.add(new Part("others", "", Math.subtractExact(grossMinor, mineMinor)));
    return new Split(whole.day(), whole.currency(), false, grossMinor, 0, parts);
  }

  private static Split of(Fields statement) {
    List<Part> parts = new ArrayList<>();
    for (Fields share : statement.objects("shares")) {
      parts.add(new Part(share.text("party"), share.text("partyId"), share.integer("amount")));
    }
    return new Split(
        statement.text("day"),
        statement.text("currency"),
        false,
        statement.integer("gross"),
        statement.integer("held"),
        parts);
  }

  long sumMinor() {
    return parts.stream().mapToLong(Part::minor).reduce(0, Math::addExact);
  }
}
