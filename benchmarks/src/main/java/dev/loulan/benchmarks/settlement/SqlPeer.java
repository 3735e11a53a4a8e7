package dev.loulan.benchmarks.settlement;

import dev.loulan.domain.agreement.Terms;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The same sales as rows of SQLite, and one statement that gives the same amounts: fee and cost,
 * three shares by largest remainder for each sale, their sums by shelf, and the day's rounding. It
 * believes the rows.
 */
final class SqlPeer implements AutoCloseable {
  private static final String SETTLE =
      """
      WITH parts AS (
        SELECT sale.shelf, sum(line.quantity * line.price) AS gross, a.fee_bp, a.cost_bp,
               a.bp1, a.bp2, a.bp3
        FROM sale JOIN line ON line.sale = sale.id JOIN agreement a ON a.id = sale.agreement
        GROUP BY sale.id
      ), bases AS (
        SELECT shelf, gross * fee_bp AS fee, gross * cost_bp AS cost, bp1, bp2, bp3,
               gross * 10000 - gross * fee_bp - gross * cost_bp AS base
        FROM parts
      ), cut AS (
        SELECT shelf, fee, cost,
               base * bp1 / 10000 AS s1, base * bp2 / 10000 AS s2, base * bp3 / 10000 AS s3,
               base * bp1 % 10000 AS r1, base * bp2 % 10000 AS r2, base * bp3 % 10000 AS r3
        FROM bases
      ), shares AS (
        SELECT shelf, fee, cost,
               s1 + ((r1 + r2 + r3) / 10000 > (r2 > r1) + (r3 > r1)) AS s1,
               s2 + ((r1 + r2 + r3) / 10000 > (r1 >= r2) + (r3 > r2)) AS s2,
               s3 + ((r1 + r2 + r3) / 10000 > (r1 >= r3) + (r2 >= r3)) AS s3
        FROM cut
      ), days AS (
        SELECT shelf, sum(s1) AS c1, sum(s2) AS c2, sum(s3 + cost) AS c3, sum(fee) AS c4
        FROM shares GROUP BY shelf
      ), whole AS (
        SELECT shelf, c1 / 10000 AS w1, c2 / 10000 AS w2, c3 / 10000 AS w3, c4 / 10000 AS w4,
               c1 % 10000 AS r1, c2 % 10000 AS r2, c3 % 10000 AS r3, c4 % 10000 AS r4,
               (c1 % 10000 + c2 % 10000 + c3 % 10000 + c4 % 10000) / 10000 AS rest
        FROM days
      )
      SELECT shelf,
             w1 + (rest > (r2 > r1) + (r3 > r1) + (r4 > r1)),
             w2 + (rest > (r1 >= r2) + (r3 > r2) + (r4 > r2)),
             w3 + (rest > (r1 >= r3) + (r2 >= r3) + (r4 > r3)),
             w4 + (rest > (r1 >= r4) + (r2 >= r4) + (r3 >= r4))
      FROM whole
      """;

  private final Connection connection;

  private SqlPeer(Connection connection) {
    this.connection = connection;
  }

  static SqlPeer of(Path file, List<ShelfLog> shelves, List<Terms> terms) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    SqlPeer peer = new SqlPeer(connection);
    peer.execute("PRAGMA cache_size = -500000");
    peer.execute("CREATE TABLE agreement (id INTEGER PRIMARY KEY, fee_bp, cost_bp, bp1, bp2, bp3)");
    peer.execute(
        "CREATE TABLE sale (id INTEGER PRIMARY KEY, shelf INTEGER, agreement INTEGER, seq"
            + " INTEGER)");
    peer.execute(
        "CREATE TABLE line (sale INTEGER, place INTEGER, gtin TEXT, quantity INTEGER,"
            + " price INTEGER, PRIMARY KEY (sale, place)) WITHOUT ROWID");
    peer.fill(shelves, terms);
    peer.execute("ANALYZE");
    return peer;
  }

  private void fill(List<ShelfLog> shelves, List<Terms> terms) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement agreement =
        connection.prepareStatement("INSERT INTO agreement VALUES (?, ?, ?, ?, ?, ?)")) {
      for (int i = 0; i < terms.size(); i++) {
        Terms each = terms.get(i);
        insert(
            agreement,
            i,
            each.paymentFee().rate().value(),
            each.supplierCosts().others().orElseThrow().value(),
            each.parties().get(0).share().value(),
            each.parties().get(1).share().value(),
            each.parties().get(2).share().value());
      }
    }
    try (PreparedStatement sale =
            connection.prepareStatement("INSERT INTO sale VALUES (?, ?, ?, ?)");
        PreparedStatement line =
            connection.prepareStatement("INSERT INTO line VALUES (?, ?, ?, ?, ?)")) {
      long id = 0;
      for (int shelf = 0; shelf < shelves.size(); shelf++) {
        for (byte[] leaf : shelves.get(shelf).leaves()) {
          if (EntryCodec.decode(leaf).body() instanceof Sale sold) {
            id++;
            insert(sale, id, shelf, shelf % terms.size(), sold.saleNo());
            long place = 0;
            for (SaleLine each : sold.lines()) {
              line.setString(3, each.gtin());
              line.setLong(1, id);
              line.setLong(2, place++);
              line.setLong(4, each.quantity());
              line.setLong(5, each.unitPriceMinor());
              line.execute();
            }
          }
        }
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  /** Amounts by shelf, in the order of the terms' parties. */
  SortedMap<Integer, List<Long>> settle() throws SQLException {
    TreeMap<Integer, List<Long>> amounts = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SETTLE)) {
      while (rows.next()) {
        amounts.put(
            rows.getInt(1),
            List.of(rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getLong(5)));
      }
    }
    return amounts;
  }

  private static void insert(PreparedStatement statement, long... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setLong(i + 1, values[i]);
    }
    statement.execute();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
