package dev.loulan.sync.hooks;

import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.Restock;
import dev.loulan.journal.entry.Sale;
import dev.loulan.sync.intake.IntakeReader;
import dev.loulan.sync.intake.IntakeReader.StoredEntry;
import dev.loulan.sync.readmodel.Documents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Announces the sales and restocks that came in since the last time. */
public final class HookFeed {
  private static final int BATCH = 1_000;
  private static final long MICROS = 1_000_000;

  private final IntakeReader intake;
  private final HookStore store;
  private final String server;

  /** {@code server} names this server in the events' source. */
  public HookFeed(IntakeReader intake, HookStore store, String server) {
    this.intake = intake;
    this.store = store;
    this.server = server;
  }

  /** Works off everything that is new. What came in while nobody subscribed is passed over. */
  public void catchUp() {
    if (store.hooks().isEmpty()) {
      store.skipTo(intake.lastPosition());
      return;
    }
    while (true) {
      List<StoredEntry> entries = intake.entriesAfter(store.position(), BATCH);
      if (entries.isEmpty()) {
        return;
      }
      List<HookEvent> events = new ArrayList<>();
      entries.forEach(entry -> event(entry).ifPresent(events::add));
      store.publish(events, entries.getLast().position());
    }
  }

  private Optional<HookEvent> event(StoredEntry stored) {
    JournalEntry entry = EntryCodec.decode(stored.bytes().toArray());
    String id = stored.device() + ":" + stored.epoch().hex() + ":" + entry.seq();
    Instant at =
        Instant.ofEpochSecond(
            entry.header().atMicros() / MICROS, entry.header().atMicros() % MICROS * 1_000);
    return switch (entry.body()) {
      case Sale sale ->
          Optional.of(HookEvent.sale(server, stored.device(), id, at, sale(stored, id, sale)));
      case Restock restock ->
          Optional.of(HookEvent.restock(server, stored.device(), id, at, restock));
      default -> Optional.empty();
    };
  }

  private static Json sale(StoredEntry stored, String id, Sale sale) {
    JsonObjectBuilder document = Documents.sale(sale);
    return document.text("saleId", id).text("device", stored.device()).build();
  }
}
