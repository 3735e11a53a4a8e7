package dev.loulan.clearing.statement;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.Comparator;

/**
 * What is rounded together: an agreement version on a shelf on a day. Held sales have no agreement.
 */
record Group(String day, String shelf, String agreementId, long version)
    implements Comparable<Group> {
  private static final Comparator<Group> ORDER =
      Comparator.comparing(Group::day)
          .thenComparing(Group::shelf)
          .thenComparing(Group::agreementId)
          .thenComparingLong(Group::version);

  static Group of(Fields fields) {
    return new Group(
        fields.text("day"),
        fields.text("shelf"),
        fields.text("agreementId"),
        fields.integer("version"));
  }

  void addTo(JsonObjectBuilder json) {
    json.text("day", day)
        .text("shelf", shelf)
        .text("agreementId", agreementId)
        .integer("version", version);
  }

  @Override
  public int compareTo(Group other) {
    return ORDER.compare(this, other);
  }
}
