package dev.loulan.clearing.statement;

import dev.loulan.domain.json.Fields;
import java.util.Comparator;

/** A party in one role. */
record Place(String role, String partyId) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::role).thenComparing(Place::partyId);

  /** The place of a share in the contract's statements. */
  static Place of(Fields share) {
    return new Place(share.text("party"), share.text("partyId"));
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
