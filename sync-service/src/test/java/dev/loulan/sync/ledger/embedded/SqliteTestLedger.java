package dev.loulan.sync.ledger.embedded;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.Reply;
import dev.loulan.contract.fixture.TestLedger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The embedded ledger on a file; looked into through a connection of its own. */
final class SqliteTestLedger implements TestLedger {
  private final Path file;
  private final EmbeddedLedger ledger;

  SqliteTestLedger(Path file) {
    this.file = file;
    this.ledger = EmbeddedLedger.open(file);
  }

  @Override
  public Reply invoke(Caller caller, ContractCall call) {
    return ledger.invoke(caller, call);
  }

  @Override
  public List<String> dump() {
    return column(
        "SELECT definition || '|' || collection || '|' || key || '=' || lower(hex(value))"
            + " FROM state ORDER BY definition, collection, key");
  }

  @Override
  public List<String> events() {
    return ledger.eventsAfter(0, Integer.MAX_VALUE).stream().map(LedgerEvent::name).toList();
  }

  @Override
  public void close() {
    ledger.close();
  }

  private List<String> column(String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return lines;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
