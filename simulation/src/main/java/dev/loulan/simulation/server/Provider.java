package dev.loulan.simulation.server;

import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.List;

/** The payment provider's bills as it sent them. */
public final class Provider {

  /** One line: what was collected under a reference. */
  public record Line(String reference, long amountMinor) {}

  /** One bill for a day and a merchant; several of one day differ in their ids. */
  public record Bill(String billId, String day, String merchant, List<Line> lines) {
    public Bill {
      lines = List.copyOf(lines);
    }

    /** The same lines under the same id, each a cent more. */
    Bill dearer() {
      List<Line> more =
          lines.stream().map(line -> new Line(line.reference(), line.amountMinor() + 1)).toList();
      return new Bill(billId, day, merchant, more);
    }

    Json.Obj json() {
      return new JsonObjectBuilder()
          .text("billId", billId)
          .text("day", day)
          .text("currency", "USD")
          .text("provider", Operator.PROVIDER)
          .text("merchant", merchant)
          .array(
              "lines",
              lines.stream()
                  .map(line ->
                      (Json)
                          new JsonObjectBuilder()
                              .text("reference", line.reference())
                              .integer("amount", line.amountMinor())
                              .build())
                  .toList())
          .build();
    }
  }

  private Provider() {}
}
