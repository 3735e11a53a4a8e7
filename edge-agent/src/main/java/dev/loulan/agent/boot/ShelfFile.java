package dev.loulan.agent.boot;

import dev.loulan.agent.files.DeviceFiles;
import dev.loulan.agent.session.Opening;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.entry.PlateLevels;
import dev.loulan.journal.entry.PlateWeight;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.journal.entry.Tender;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the next boot needs besides the journal: a tender that no session has used yet, and how the
 * session that is open began. Durable, and overwritten in place; a file that cannot be read counts
 * as empty. One thread.
 */
public final class ShelfFile {
  private static final String NAME = "shelf.slots";

  /** Written whole until version 2; read as long as there is no other. */
  private static final String EARLIER = "shelf.json";

  private final DeviceFiles files;

  /** What is kept; an opening may be in the journal by now, and its session over. */
  public record Kept(@Nullable Tender tender, @Nullable Opening opening) {}

  public ShelfFile(DeviceFiles files) {
    this.files = files;
  }

  public void keep(@Nullable Tender tender, @Nullable Opening opening) {
    JsonObjectBuilder json = new JsonObjectBuilder().integer("version", 2);
    if (tender != null) {
      json.json("tender", json(tender));
    }
    if (opening != null) {
      json.json("opening", json(opening));
    }
    files.overwrite(NAME, json.build().text());
  }

  private static Json json(Tender tender) {
    return new JsonObjectBuilder()
        .text("provider", tender.provider())
        .text("merchant", tender.merchant())
        .text("reference", tender.reference())
        .build();
  }

  private static Json json(Opening opening) {
    SessionOpened entry = opening.entry();
    List<Json> plates = new ArrayList<>();
    for (PlateWeight plate : entry.levels().plates()) {
      plates.add(
          new JsonObjectBuilder()
              .text("plate", plate.plate())
              .integer("mg", plate.weightMg())
              .build());
    }
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .text("session", entry.session())
            .text("atMicros", Long.toString(opening.atMicros()))
            .flag("timeTrusted", opening.timeTrusted())
            .flag("changesOnly", entry.levels().changesOnly())
            .array("plates", plates);
    if (opening.door() != null) {
      json.text("door", opening.door());
    }
    if (entry.tender() != null) {
      json.json("tender", json(entry.tender()));
    }
    return json.build();
  }

  public Kept read() {
    try {
      Optional<byte[]> content = files.overwritten(NAME).or(() -> files.read(EARLIER));
      if (content.isPresent()) {
        Fields fields = Fields.of(JsonReader.read(content.get()), "the shelf's state");
        return new Kept(
            tender(fields), fields.objectOrNone("opening").map(ShelfFile::opening).orElse(null));
      }
    } catch (IllegalArgumentException e) {
      // Without it a boot knows less, and asks for a review where it must.
    }
    return new Kept(null, null);
  }

  private static @Nullable Tender tender(Fields of) {
    // In version 1 its fields stood beside the others. The levels of that version are in the
    // journal.
    Fields tender = of.objectOrNone("tender").orElse(of);
    return tender
        .textOrNone("reference")
        .map(reference -> new Tender(tender.text("provider"), tender.text("merchant"), reference))
        .orElse(null);
  }

  private static Opening opening(Fields fields) {
    List<PlateWeight> plates =
        fields.objects("plates").stream()
            .map(p -> new PlateWeight(p.text("plate"), p.integer("mg")))
            .toList();
    PlateLevels levels = new PlateLevels(plates, fields.flag("changesOnly"));
    return new Opening(
        Long.parseLong(fields.text("atMicros")),
        fields.flag("timeTrusted"),
        fields.textOrNone("door").orElse(null),
        new SessionOpened(fields.text("session"), tender(fields), levels));
  }
}
