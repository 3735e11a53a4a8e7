package dev.loulan.clearing.statement;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A party's statement with all that proves it; {@code docs/formats/statement.md} is its table.
 *
 * @param period day {@code YYYY-MM-DD} or month {@code YYYY-MM}
 * @param agreements terms and signatures as the ledger has them
 * @param adjustments refunds and answered reviews as their operator signed them
 * @param proofs tlog-proofs of sales and day closes, by entry id
 * @param months the runs that reckoned the month, in order
 * @param vkeys keys of the devices' logs, by device
 */
public record Bundle(
    String role,
    String partyId,
    String currency,
    String period,
    List<StatementLine> lines,
    List<Json> agreements,
    List<Json> adjustments,
    SortedMap<String, String> vkeys,
    SortedMap<String, String> proofs,
    List<CloseRef> closes,
    List<MonthRun> months) {
  private static final int FORMAT = 1;

  /**
   * Which entry closed which day of which device.
   *
   * @param partial whether the party's agreements cover a part of the day's sales only
   */
  public record CloseRef(
      String day, String shelf, String deviceId, String entryId, boolean partial) {

    public CloseRef(String day, String shelf, String deviceId, String entryId) {
      this(day, shelf, deviceId, entryId, false);
    }

    CloseRef withPart() {
      return new CloseRef(day, shelf, deviceId, entryId, true);
    }

    static CloseRef of(Fields fields) {
      return new CloseRef(
          fields.text("day"),
          fields.text("shelf"),
          fields.text("deviceId"),
          fields.text("entryId"),
          fields.flag("partial"));
    }

    Json json() {
      JsonObjectBuilder json =
          new JsonObjectBuilder()
              .text("day", day)
              .text("shelf", shelf)
              .text("deviceId", deviceId)
              .text("entryId", entryId);
      return partial ? json.flag("partial", true).build() : json.build();
    }
  }

  /** Keeps its own lists. */
  public Bundle {
    lines = List.copyOf(lines);
    agreements = List.copyOf(agreements);
    adjustments = List.copyOf(adjustments);
    closes = List.copyOf(closes);
    months = List.copyOf(months);
  }

  /**
   * Reads a bundle.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Bundle read(String text) {
    Fields fields = Fields.of(JsonReader.read(text), "statement");
    if (fields.integer("statementBundle") != FORMAT) {
      throw new IllegalArgumentException("A statement bundle of this program has format " + FORMAT);
    }
    return new Bundle(
        fields.text("party"),
        fields.text("partyId"),
        fields.text("currency"),
        fields.text("period"),
        fields.objects("lines").stream().map(StatementLine::of).toList(),
        array(fields, "agreements"),
        array(fields, "adjustments"),
        texts(fields, "devices"),
        texts(fields, "proofs"),
        fields.objects("closes").stream().map(CloseRef::of).toList(),
        fields.objects("months").stream().map(MonthRun::of).toList());
  }

  public Json.Obj json() {
    return new JsonObjectBuilder()
        .integer("statementBundle", FORMAT)
        .text("party", role)
        .text("partyId", partyId)
        .text("currency", currency)
        .text("period", period)
        .array("lines", lines.stream().map(StatementLine::json).toList())
        .array("agreements", agreements)
        .array("adjustments", adjustments)
        .json("devices", texts(vkeys))
        .json("proofs", texts(proofs))
        .array("closes", closes.stream().map(CloseRef::json).toList())
        .array("months", months.stream().map(MonthRun::json).toList())
        .build();
  }

  private static Json texts(SortedMap<String, String> texts) {
    TreeMap<String, Json> members = new TreeMap<>();
    texts.forEach((name, text) -> members.put(name, new Json.Text(text)));
    return new Json.Obj(members);
  }

  private static SortedMap<String, String> texts(Fields fields, String name) {
    TreeMap<String, String> texts = new TreeMap<>();
    if (fields.find(name).orElse(null) instanceof Json.Obj object) {
      Fields members = Fields.of(object, name);
      object.members().keySet().forEach(key -> texts.put(key, members.text(key)));
    }
    return texts;
  }

  private static List<Json> array(Fields fields, String name) {
    return fields.find(name).orElse(null) instanceof Json.Arr array ? array.items() : List.of();
  }
}
