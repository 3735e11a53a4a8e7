package dev.loulan.clearing.statement;

import dev.loulan.domain.json.Fields;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one run says of one group: the lines that it adds or takes back, then what it posts.
 *
 * @param kind of the posting
 * @param posted minor units by party; none where the lines come to nothing
 */
record Block(
    Group group,
    long run,
    StatementLine.Kind kind,
    List<Entry> entries,
    Optional<SortedMap<Place, Long>> posted) {

  /** A sale or decision with every party's exact share. */
  record Entry(
      String kind, String saleId, boolean reversal, long gross, SortedMap<Place, Long> exact) {

    static Entry of(Fields line) {
      return new Entry(
          line.text("kind"),
          line.text("saleId"),
          line.flag("reversal"),
          line.integer("gross"),
          amounts(line, "exact"));
    }

    boolean isSale() {
      return kind.equals("sale");
    }

    /** What may stand once in a group. */
    String id() {
      return kind + "|" + saleId;
    }

    String deviceId() {
      return saleId.substring(0, saleId.indexOf(':'));
    }
  }

  boolean concerns(Place place) {
    return posted.map(amounts -> amounts.containsKey(place)).orElse(false)
        || entries.stream().anyMatch(entry -> entry.exact().containsKey(place));
  }

  static SortedMap<Place, Long> amounts(Fields fields, String name) {
    TreeMap<Place, Long> amounts = new TreeMap<>();
    fields
        .objects("shares")
        .forEach(share -> amounts.merge(Place.of(share), share.integer(name), Math::addExact));
    return amounts;
  }
}
