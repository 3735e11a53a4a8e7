package dev.loulan.sync.readmodel;

import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.Door;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.Evidence;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.Restock;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.Scan;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.journal.entry.WeightStep;
import dev.loulan.sync.intake.IntakeReader;
import dev.loulan.sync.intake.IntakeReader.StoredEntry;
import dev.loulan.sync.store.Session;
import dev.loulan.sync.store.SqliteFile;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Works off the intake's entries in order; progress and rows are stored together. What was rebuilt
 * from the ledger before gets its evidence; its day is taken back until the day close comes by.
 */
public final class Projector {
  private static final int BATCH = 1_000;

  private final IntakeReader intake;
  private final SqliteFile model;

  public Projector(IntakeReader intake, SqliteFile model) {
    this.intake = intake;
    this.model = model;
  }

  /** Takes in everything that is new; returns the number of sales and reviews among it. */
  public synchronized int catchUp() {
    int news = 0;
    while (true) {
      int more = model.write(this::projectNext);
      if (more < 0) {
        return news;
      }
      news += more;
    }
  }

  /** In one transaction, for other replicas of the server may be at it, too; -1 at the end. */
  private int projectNext(Session session) throws SQLException {
    long position = session.number("SELECT position FROM progress WHERE one = 1");
    List<StoredEntry> entries = intake.entriesAfter(position, BATCH);
    return entries.isEmpty() ? -1 : project(session, entries);
  }

  private static int project(Session session, List<StoredEntry> entries) throws SQLException {
    int news = 0;
    for (StoredEntry stored : entries) {
      JournalEntry entry = EntryCodec.decode(stored.bytes().toArray());
      new Step(session, stored, entry).run();
      news += entry.body() instanceof Sale || entry.body() instanceof ReviewOpened ? 1 : 0;
    }
    session.change("UPDATE progress SET position = ?", entries.getLast().position());
    return news;
  }

  /**
   * Observations of a session. Left to itself SQLite goes through all of the device's, which makes
   * a month's sales cost the square of their number.
   */
  private static final String BY_SESSION =
      " FROM observation INDEXED BY observation_session"
          + " WHERE device = ? AND epoch = ? AND session = ? AND kind = ?";

  /** One entry's effect on the tables. */
  private record Step(Session session, StoredEntry stored, JournalEntry entry) {

    void run() throws SQLException {
      if (entry.body() instanceof SessionOpened opened) {
        observe(opened.session(), "opened", new JsonObjectBuilder().build());
      } else if (entry.body() instanceof WeightStep step) {
        observe(step.session(), "step", Documents.step(step, entry.seq()));
      } else if (entry.body() instanceof Scan scan) {
        observe(scan.session(), "scan", Documents.scan(scan, atMicros()));
      } else if (entry.body() instanceof Door door) {
        observe(null, "door", Documents.door(door, atMicros()));
      } else if (entry.body() instanceof Sale sale) {
        addSale(sale);
      } else if (entry.body() instanceof ReviewOpened review) {
        addReview(review);
      } else if (entry.body() instanceof Restock restock) {
        Restocks.add(session, stored.device(), id(), atMicros(), restock);
      } else if (entry.body() instanceof DayClose close) {
        closeDay(close);
      }
    }

    private long atMicros() {
      return entry.header().atMicros();
    }

    private String id() {
      return stored.device() + ":" + stored.epoch().hex() + ":" + entry.seq();
    }

    private void observe(@Nullable String sessionId, String kind, Json.Obj document)
        throws SQLException {
      session.change(
          "INSERT INTO observation (device, epoch, seq, session, kind, at_micros, document)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?)",
          stored.device(),
          stored.epoch().hex(),
          entry.seq(),
          sessionId,
          kind,
          atMicros(),
          document.text());
    }

    private void addSale(Sale sale) throws SQLException {
      Json.Obj document =
          withEvidence(Documents.sale(sale).text("saleId", id()), sale.session(), sale.evidence());
      session.change(
          "INSERT INTO sale (sale_id, device, at_micros, currency, gross, document)"
              + " VALUES (?, ?, ?, ?, ?, ?)"
              + " ON CONFLICT (sale_id) DO UPDATE SET day = NULL, document = excluded.document",
          id(),
          stored.device(),
          atMicros(),
          sale.currency(),
          sale.lineTotalMinor(),
          document.text());
    }

    private void addReview(ReviewOpened review) throws SQLException {
      Json.Obj document =
          withEvidence(
              Documents.review(review).text("reviewId", id()), review.session(), review.evidence());
      session.change(
          "INSERT INTO review (review_id, device, at_micros, document) VALUES (?, ?, ?, ?)"
              + " ON CONFLICT (review_id) DO UPDATE"
              + " SET day = NULL, at_micros = excluded.at_micros, document = excluded.document",
          id(),
          stored.device(),
          atMicros(),
          document.text());
    }

    private void closeDay(DayClose close) throws SQLException {
      for (String table : List.of("sale", "review")) {
        session.change(
            "UPDATE " + table + " SET day = ? WHERE device = ? AND day IS NULL",
            close.toDay(),
            stored.device());
      }
      session.change(
          "INSERT INTO closed_day (device, day, currency, sales, reviews, sum, at_micros)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?)"
              + " ON CONFLICT (device, day) DO UPDATE SET at_micros = excluded.at_micros",
          stored.device(),
          close.toDay(),
          close.currency(),
          close.sales(),
          close.reviewsOpened(),
          close.sumMinor(),
          atMicros());
    }

    private Json.Obj withEvidence(
        JsonObjectBuilder document, String sessionId, List<Evidence> evidence) throws SQLException {
      long openedSeq =
          session.number(
              "SELECT seq" + BY_SESSION,
              stored.device(),
              stored.epoch().hex(),
              sessionId,
              "opened");
      return document
          .text("device", stored.device())
          .text("epoch", stored.epoch().hex())
          .integer("seq", entry.seq())
          .integer("atMicros", atMicros())
          .array("evidence", Documents.evidence(evidence))
          .array("steps", observed(sessionId, "step"))
          .array("scans", observed(sessionId, "scan"))
          // The door opens just before the session does, and both come from the same frame.
          .array("doors", doorsSince(Math.max(0, openedSeq - 2)))
          .build();
    }

    private List<Json> observed(String sessionId, String kind) throws SQLException {
      return session.all(
          row -> JsonReader.read(row.getString(1)),
          "SELECT document" + BY_SESSION + " ORDER BY seq",
          stored.device(),
          stored.epoch().hex(),
          sessionId,
          kind);
    }

    private List<Json> doorsSince(long seq) throws SQLException {
      return session.all(
          row -> JsonReader.read(row.getString(1)),
          "SELECT document FROM observation"
              + " WHERE device = ? AND epoch = ? AND seq >= ? AND kind = 'door' ORDER BY seq",
          stored.device(),
          stored.epoch().hex(),
          seq);
    }
  }
}
