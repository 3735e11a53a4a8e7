package dev.loulan.sync.readmodel;

import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.sync.clearing.TradeDays;
import dev.loulan.sync.store.SqliteFile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads sales, reviews and closed days. Any thread may call. */
public final class SalesModel implements TradeDays {
  private static final String SALE =
      "SELECT number, sale_id, device, day, at_micros, currency, gross, document FROM sale";
  private static final String REVIEW =
      "SELECT review_id, device, day, at_micros, document FROM review";

  private final SqliteFile model;

  public SalesModel(SqliteFile model) {
    this.model = model;
  }

  /**
   * A sale.
   *
   * @param number order of arrival, for paging
   * @param day the business day that a day close gave it; empty while the day is open
   * @param document lines and evidence as {@code GET /sales/{id}} shows them
   */
  public record SaleRow(
      long number,
      String saleId,
      String device,
      Optional<String> day,
      long atMicros,
      String currency,
      long grossMinor,
      Json document) {}

  /** A review that the shelf opened; {@code document} as for a sale. */
  public record ReviewRow(
      String reviewId, String device, Optional<String> day, long atMicros, Json document) {}

  /** A day that a device closed, with the device's own counts. */
  public record ClosedDay(
      String device, String day, String currency, long sales, long reviews, long sumMinor) {}

  public Optional<SaleRow> sale(String saleId) {
    return model.read(
        session -> session.first(SalesModel::sale, SALE + " WHERE sale_id = ?", saleId));
  }

  /** Sales after a number, oldest first; of one day, or of all. */
  public List<SaleRow> salesAfter(Optional<String> day, long number, int limit) {
    return model.read(session ->
        session.all(
            SalesModel::sale,
            SALE + " WHERE number > ? AND (? IS NULL OR day = ?) ORDER BY number LIMIT ?",
            number,
            day.orElse(null),
            day.orElse(null),
            limit));
  }

  /** The last sales before a number, newest first. */
  public List<SaleRow> lastSales(long beforeNumber, int limit) {
    return model.read(session ->
        session.all(
            SalesModel::sale,
            SALE + " WHERE number < ? ORDER BY number DESC LIMIT ?",
            beforeNumber,
            limit));
  }

  /** The sales that no day close covers yet, oldest first, at most {@code limit}. */
  public List<SaleRow> openSales(int limit) {
    return model.read(session ->
        session.all(SalesModel::sale, SALE + " WHERE day IS NULL ORDER BY number LIMIT ?", limit));
  }

  /** Reviews, newest first. */
  public List<ReviewRow> reviews(int limit) {
    return model.read(session ->
        session.all(SalesModel::review, REVIEW + " ORDER BY number DESC LIMIT ?", limit));
  }

  public Optional<ReviewRow> review(String reviewId) {
    return model.read(
        session -> session.first(SalesModel::review, REVIEW + " WHERE review_id = ?", reviewId));
  }

  /** The last day that a device closed. */
  public Optional<String> lastClosedDay(String device) {
    return model.read(session ->
        session.first(
            row -> row.getString(1),
            "SELECT day FROM closed_day WHERE device = ? ORDER BY day DESC LIMIT 1",
            device));
  }

  /** Closed days, the newest first. */
  public List<ClosedDay> closedDays(int limit) {
    return model.read(session ->
        session.all(
            SalesModel::closedDay,
            "SELECT device, day, currency, sales, reviews, sum FROM closed_day"
                + " ORDER BY day DESC, device LIMIT ?",
            limit));
  }

  /**
   * The first closed day, or the day before the first sale whatever the zone of its shelf: a clock
   * that was wrong may have closed a day long before it sold anything.
   */
  @Override
  public Optional<BusinessDay> first() {
    return model.read(session ->
        session
            .all(
                row -> Optional.ofNullable(row.getString(1)).map(BusinessDay::new),
                "SELECT min(day) FROM (SELECT min(day) AS day FROM closed_day"
                    + " UNION ALL SELECT date(min(at_micros) / 1000000, 'unixepoch', '-1 day')"
                    + " FROM sale"
                    + " UNION ALL SELECT date(min(at_micros) / 1000000, 'unixepoch', '-1 day')"
                    + " FROM review)")
            .getFirst());
  }

  /** A day in one currency and how many devices closed it. */
  public record ClosedDayCount(String day, String currency, long devices) {}

  /** The closed days with the number of devices, the newest first, at most {@code limit}. */
  public List<ClosedDayCount> closedDayCounts(int limit) {
    return model.read(session ->
        session.all(
            row -> new ClosedDayCount(row.getString(1), row.getString(2), row.getLong(3)),
            "SELECT day, currency, count(*) FROM closed_day GROUP BY day, currency"
                + " ORDER BY day DESC, currency LIMIT ?",
            limit));
  }

  /** Number of sales, of reviews, and gross in minor units, over all that came in. */
  public Totals totals() {
    return model.read(session ->
        new Totals(
            session.number("SELECT count(*) FROM sale"),
            session.number("SELECT count(*) FROM review"),
            session.number("SELECT coalesce(sum(gross), 0) FROM sale")));
  }

  /** Counts over everything. */
  public record Totals(long sales, long reviews, long grossMinor) {}

  private static SaleRow sale(ResultSet row) throws SQLException {
    return new SaleRow(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        text(row, 4),
        row.getLong(5),
        row.getString(6),
        row.getLong(7),
        JsonReader.read(row.getString(8)));
  }

  private static ReviewRow review(ResultSet row) throws SQLException {
    return new ReviewRow(
        row.getString(1),
        row.getString(2),
        text(row, 3),
        row.getLong(4),
        JsonReader.read(row.getString(5)));
  }

  private static ClosedDay closedDay(ResultSet row) throws SQLException {
    return new ClosedDay(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6));
  }

  private static Optional<String> text(ResultSet row, int column) throws SQLException {
    @Nullable String value = row.getString(column);
    return Optional.ofNullable(value);
  }
}
