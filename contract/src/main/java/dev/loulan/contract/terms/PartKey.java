package dev.loulan.contract.terms;

import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonObjectBuilder;

/** What is rounded together on one day: an agreement version on one shelf. */
record PartKey(String agreementId, long version, String shelf) implements Comparable<PartKey> {

  /** Stands for all shelves of a version, where a month is reckoned. */
  private static final String ALL_SHELVES = "*";

  static PartKey ofMonth(Terms terms) {
    return new PartKey(terms.agreementId(), terms.version(), ALL_SHELVES);
  }

  boolean isOfMonth() {
    return shelf.equals(ALL_SHELVES);
  }

  boolean isOf(Terms terms) {
    return agreementId.equals(terms.agreementId()) && version == terms.version();
  }

  static PartKey of(Fields fields) {
    return new PartKey(fields.text("agreementId"), fields.integer("version"), fields.text("shelf"));
  }

  JsonObjectBuilder json() {
    return new JsonObjectBuilder()
        .text("agreementId", agreementId)
        .integer("version", version)
        .text("shelf", shelf);
  }

  @Override
  public int compareTo(PartKey other) {
    int byId = agreementId.compareTo(other.agreementId);
    int byVersion = Long.compare(version, other.version);
    if (byId != 0) {
      return byId;
    }
    return byVersion != 0 ? byVersion : shelf.compareTo(other.shelf);
  }
}
