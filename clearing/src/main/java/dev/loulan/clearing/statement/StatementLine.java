package dev.loulan.clearing.statement;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.Optional;

/**
 * One line of a party's statement.
 *
 * @param line its number, from 1
 * @param group the agreement version and shelf on a day that it belongs to; none for the last two
 * @param exactTenThousandths the party's share in 1/10,000 of a minor unit
 * @param amountMinor what is posted, for lines that post
 */
record StatementLine(
    long line,
    Kind kind,
    Optional<Group> group,
    Optional<String> saleId,
    long grossMinor,
    long exactTenThousandths,
    long amountMinor) {

  /** What a line tells. {@link #word()} is the form used in documents. */
  enum Kind {
    /** A sale and the party's exact share. */
    SALE("sale"),
    /** A refund or an answered review, which no device entry proves. */
    ADJUSTMENT("adjustment"),
    /** A sale that waits. */
    HELD("held"),
    /** What a day posts for one agreement version and shelf, rounded. */
    DAY("day"),
    /** The one rounding: what is posted less the exact shares. */
    ROUNDING("rounding"),
    /** The whole statement. */
    TOTAL("total");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    static Kind ofWord(String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("No line of kind '" + word + "'");
    }
  }

  static StatementLine of(Fields fields) {
    return new StatementLine(
        fields.integer("line"),
        Kind.ofWord(fields.text("kind")),
        fields.textOrNone("day").map(day -> Group.of(fields)),
        fields.textOrNone("saleId"),
        fields.integer("gross"),
        fields.integer("exact"),
        fields.integer("amount"));
  }

  Json json() {
    JsonObjectBuilder json =
        new JsonObjectBuilder().integer("line", line).text("kind", kind.word());
    group.ifPresent(g -> g.addTo(json));
    saleId.ifPresent(id -> json.text("saleId", id));
    return json.integer("gross", grossMinor)
        .integer("exact", exactTenThousandths)
        .integer("amount", amountMinor)
        .build();
  }
}
