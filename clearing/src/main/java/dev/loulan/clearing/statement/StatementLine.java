package dev.loulan.clearing.statement;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.Optional;

/**
 * One line of a party's statement.
 *
 * @param line its number, from 1
 * @param group the agreement version and shelf on a day or month that it belongs to; none for the
 *     last two
 * @param run the run of its day or month that brought it; 0 where none did
 * @param reversal whether it takes back a line above
 * @param exactTenThousandths the party's share in 1/10,000 of a minor unit
 * @param amountMinor what is posted, for lines that post
 */
record StatementLine(
    long line,
    Kind kind,
    Optional<Group> group,
    long run,
    boolean reversal,
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
    /** What a later run of a day posts for what an earlier one had posted for. */
    TRUE_UP("trueUp"),
    /** What the month's tiers add to a shelf's days. */
    TIERS("tiers"),
    /** A fixed rent. */
    RENT("rent"),
    /** What a party lacked of its guarantee. */
    GUARANTEE("guarantee"),
    /** What a party had above its cap. */
    CAP("cap"),
    /** A month's run ends here. */
    MONTH("month"),
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

    /** Whether a month's run posts it. */
    boolean isOfMonth() {
      return switch (this) {
        case TIERS, RENT, GUARANTEE, CAP -> true;
        case SALE, ADJUSTMENT, HELD, DAY, TRUE_UP, MONTH, ROUNDING, TOTAL -> false;
      };
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
        fields.integerOrNone("run").orElse(0L),
        fields.flag("reversal"),
        fields.textOrNone("saleId"),
        fields.integer("gross"),
        fields.integer("exact"),
        fields.integer("amount"));
  }

  Json json() {
    JsonObjectBuilder json =
        new JsonObjectBuilder().integer("line", line).text("kind", kind.word());
    group.ifPresent(g -> g.addTo(json));
    if (run > 0) {
      json.integer("run", run);
    }
    if (reversal) {
      json.flag("reversal", true);
    }
    saleId.ifPresent(id -> json.text("saleId", id));
    return json.integer("gross", grossMinor)
        .integer("exact", exactTenThousandths)
        .integer("amount", amountMinor)
        .build();
  }
}
