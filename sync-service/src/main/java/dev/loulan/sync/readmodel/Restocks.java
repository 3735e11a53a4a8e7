package dev.loulan.sync.readmodel;

import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.entry.Restock;
import dev.loulan.sync.store.Session;
import dev.loulan.sync.store.SqliteFile;
import java.sql.SQLException;
import java.util.List;

/** Deliveries that shelves confirmed by their own weight. Any thread may call. */
public final class Restocks {
  private final SqliteFile model;

  public Restocks(SqliteFile model) {
    this.model = model;
  }

  /**
   * A delivery.
   *
   * @param number order of arrival, for paging
   * @param document as {@code GET /restocks} shows it, without the number
   */
  public record Row(long number, Json document) {}

  /** Restocks after a number, oldest first. */
  public List<Row> after(long number, int limit) {
    return model.read(session ->
        session.all(
            row -> new Row(row.getLong(1), JsonReader.read(row.getString(2))),
            "SELECT number, document FROM restock WHERE number > ? ORDER BY number LIMIT ?",
            number,
            limit));
  }

  static void add(Session session, String device, String id, long atMicros, Restock restock)
      throws SQLException {
    Json.Obj document =
        Documents.restock(restock)
            .text("restockId", id)
            .text("device", device)
            .integer("atMicros", atMicros)
            .build();
    session.change(
        "INSERT INTO restock (restock_id, device, at_micros, document) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (restock_id) DO NOTHING",
        id,
        device,
        atMicros,
        document.text());
  }
}
