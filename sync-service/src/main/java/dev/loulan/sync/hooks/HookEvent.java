package dev.loulan.sync.hooks;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.entry.Restock;
import dev.loulan.sync.readmodel.Documents;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Something that subscribers hear of.
 *
 * @param id the same whenever the same thing is announced
 * @param body the CloudEvent in structured JSON
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HookEvent(String id, HookKind kind, byte[] body) {
  /** The media type of {@link #body}. */
  public static final String MEDIA_TYPE = JsonFormat.CONTENT_TYPE;

  private static final JsonFormat FORMAT = new JsonFormat();

  /** A sale as the management API shows it. */
  static HookEvent sale(String server, String device, String saleId, Instant at, Json sale) {
    return of(HookKind.SALE, source(server, device), saleId, at, sale);
  }

  /** A restock that the shelf's own weight confirmed. */
  static HookEvent restock(
      String server, String device, String restockId, Instant at, Restock restock) {
    Json data =
        Documents.restock(restock).text("restockId", restockId).text("device", device).build();
    return of(HookKind.RESTOCK, source(server, device), restockId, at, data);
  }

  /** A statement as the contract gave it; the same run is the same event. */
  public static HookEvent settlement(String server, byte[] statement, Instant at) {
    Json data = JsonReader.read(statement);
    Fields fields = Fields.of(data, "statement");
    String id = fields.text("currency") + "/" + fields.text("day") + "/" + fields.integer("run");
    return of(HookKind.SETTLEMENT, "/servers/" + server, id, at, data);
  }

  private static HookEvent of(HookKind kind, String source, String id, Instant at, Json data) {
    CloudEvent event =
        CloudEventBuilder.v1()
            .withId(id)
            .withSource(URI.create(source))
            .withType(kind.type())
            .withTime(OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
            .withData("application/json", data.canonical())
            .build();
    return new HookEvent(id, kind, FORMAT.serialize(event));
  }

  private static String source(String server, String device) {
    return "/servers/" + server + "/devices/" + device;
  }
}
