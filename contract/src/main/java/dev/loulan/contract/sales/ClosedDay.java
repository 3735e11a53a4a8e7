package dev.loulan.contract.sales;

import dev.loulan.contract.state.Documents;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.List;

/**
 * A device's business day after its day close came in and agreed.
 *
 * @param fromDay first day of the range that the day close names; {@code day} is the last
 * @param ranges where the day's sales are, in the order of the log
 */
public record ClosedDay(
    String deviceId,
    BusinessDay fromDay,
    BusinessDay day,
    long sales,
    long reviews,
    long grossMinor,
    List<EntryRange> ranges) {

  /** Whether the entry is one of the day. */
  public boolean holds(EntryId id) {
    return id.deviceId().equals(deviceId)
        && ranges.stream().anyMatch(r -> r.epoch().equals(id.epoch()) && r.holds(id.seq()));
  }

  static ClosedDay stored(Json json) {
    Fields fields = Documents.fields(json);
    return new ClosedDay(
        fields.text("deviceId"),
        new BusinessDay(fields.text("fromDay")),
        new BusinessDay(fields.text("day")),
        fields.integer("sales"),
        fields.integer("reviews"),
        fields.integer("gross"),
        fields.objects("ranges").stream().map(EntryRange::stored).toList());
  }

  Json json() {
    return new JsonObjectBuilder()
        .text("deviceId", deviceId)
        .text("fromDay", fromDay.date())
        .text("day", day.date())
        .integer("sales", sales)
        .integer("reviews", reviews)
        .integer("gross", grossMinor)
        .array("ranges", ranges.stream().map(EntryRange::json).toList())
        .build();
  }
}
