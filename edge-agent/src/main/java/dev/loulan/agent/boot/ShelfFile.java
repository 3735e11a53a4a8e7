package dev.loulan.agent.boot;

import dev.loulan.agent.files.DeviceFiles;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.journal.entry.Tender;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the next boot needs besides the journal: the last levels and a tender that no session has
 * used yet. Written in one step; a file that cannot be read counts as empty. One thread.
 */
public final class ShelfFile {
  private static final String NAME = "shelf.json";

  private final DeviceFiles files;

  /** What is kept. */
  public record Kept(PlateauSnapshot levels, @Nullable Tender tender) {}

  public ShelfFile(DeviceFiles files) {
    this.files = files;
  }

  public void keep(PlateauSnapshot levels, @Nullable Tender tender) {
    List<Json> plates = new ArrayList<>();
    levels
        .levelsMg()
        .forEach((plate, mg) ->
            plates.add(
                new JsonObjectBuilder().text("plate", plate.toString()).integer("mg", mg).build()));
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .integer("version", 1)
            .text("atMicros", Long.toString(levels.atMicros()))
            .array("plates", plates);
    if (tender != null) {
      json.text("provider", tender.provider())
          .text("merchant", tender.merchant())
          .text("reference", tender.reference());
    }
    files.write(NAME, json.build().text());
  }

  public Kept read() {
    try {
      Optional<byte[]> content = files.read(NAME);
      if (content.isPresent()) {
        return parse(Fields.of(JsonReader.read(content.get()), "the shelf's state"));
      }
    } catch (IllegalArgumentException e) {
      // It is a cache: without it a boot knows less, and asks for a review where it must.
    }
    return new Kept(new PlateauSnapshot(Long.MIN_VALUE, new TreeMap<>()), null);
  }

  private static Kept parse(Fields fields) {
    TreeMap<PlateId, Long> levels = new TreeMap<>();
    for (Fields plate : fields.objects("plates")) {
      levels.put(PlateId.parse(plate.text("plate")), plate.integer("mg"));
    }
    Optional<Tender> tender =
        fields
            .textOrNone("reference")
            .map(reference ->
                new Tender(fields.text("provider"), fields.text("merchant"), reference));
    long at = Long.parseLong(fields.text("atMicros"));
    return new Kept(new PlateauSnapshot(at, levels), tender.orElse(null));
  }
}
