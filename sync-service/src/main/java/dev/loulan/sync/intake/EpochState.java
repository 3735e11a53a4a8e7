package dev.loulan.sync.intake;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.merkle.Frontier;
import dev.loulan.sync.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** What the server knows of one epoch of a device: the tree's edge, counters, checkpoints. */
record EpochState(
    EpochId epoch, Frontier frontier, Counters counters, String checkpoint, String cosigned) {
  private static final String COLUMNS =
      "SELECT epoch, frontier, counters, checkpoint, cosigned FROM epoch WHERE device = ?";

  static Optional<EpochState> find(Session session, String device, EpochId epoch)
      throws SQLException {
    return session.first(EpochState::read, COLUMNS + " AND epoch = ?", device, epoch.hex());
  }

  static Optional<EpochState> last(Session session, String device) throws SQLException {
    return session.first(EpochState::read, COLUMNS + " ORDER BY number DESC LIMIT 1", device);
  }

  static EpochState begin(EpochId epoch) {
    return new EpochState(epoch, new Frontier(), Counters.ZERO, "", "");
  }

  void store(Session session, String device) throws SQLException {
    session.change(
        "INSERT INTO epoch (device, epoch, frontier, counters, checkpoint, cosigned)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (device, epoch) DO UPDATE SET"
            + " frontier = excluded.frontier, counters = excluded.counters,"
            + " checkpoint = excluded.checkpoint, cosigned = excluded.cosigned",
        device,
        epoch.hex(),
        frontier.encode(),
        text(counters),
        checkpoint,
        cosigned);
  }

  Position position() {
    return new Position(
        Optional.of(epoch), frontier.size(), frontier.root(), Optional.of(cosigned));
  }

  private static EpochState read(ResultSet row) throws SQLException {
    return new EpochState(
        EpochId.ofHex(row.getString(1)),
        Frontier.decode(row.getBytes(2)),
        counters(row.getString(3)),
        row.getString(4),
        row.getString(5));
  }

  private static String text(Counters counters) {
    return new JsonObjectBuilder()
        .integer("ledgerNo", counters.ledgerNo())
        .integer("sales", counters.sales())
        .integer("reviews", counters.reviews())
        .integer("gross", counters.grossMinor())
        .textOrNull("currency", Optional.ofNullable(counters.currency()))
        .integer("daySales", counters.daySales())
        .integer("dayReviews", counters.dayReviews())
        .integer("dayMinor", counters.dayMinor())
        .textOrNull("lastDay", Optional.ofNullable(counters.lastDay()))
        .build()
        .text();
  }

  private static Counters counters(String text) {
    Fields fields = Fields.of(JsonReader.read(text), "counters");
    return new Counters(
        fields.integer("ledgerNo"),
        fields.integer("sales"),
        fields.integer("reviews"),
        fields.integer("gross"),
        fields.textOrNone("currency").orElse(null),
        fields.integer("daySales"),
        fields.integer("dayReviews"),
        fields.integer("dayMinor"),
        fields.textOrNone("lastDay").orElse(null));
  }
}
