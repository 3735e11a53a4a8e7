package dev.loulan.sync.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.contract.fixture.TestDevice;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormerFormatTest {
  @TempDir Path folder;

  @Test
  void a_file_whose_counters_were_written_under_other_names_goes_on_where_it_was()
      throws SQLException {
    Path file = folder.resolve("intake.db");
    TestDevice device = new TestDevice("shelf-1");
    device.sell("r-1", "96385074", 1, 300, "acme");
    int before = device.size();
    try (IntakeFixture server = new IntakeFixture(file, true)) {
      server.register(device);
      server.send(device, 0, before);
    }
    asFormat4(file);
    device.sell("r-2", "96385074", 2, 300, "acme");
    device.closeDay("2026-11-23", "2026-11-23");
    try (IntakeFixture server = new IntakeFixture(file, true)) {
      assertThat(server.send(device, before, device.size()).size()).isEqualTo(device.size());
    }
  }

  private static void asFormat4(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      int changed =
          statement.executeUpdate(
              "UPDATE epoch SET counters = replace(counters, '\"dayGross\"', '\"dayMinor\"')"
                  + " WHERE counters LIKE '%\"dayGross\":300%'");
      assertThat(changed).isEqualTo(1);
      statement.execute("PRAGMA user_version = 4");
    }
  }
}
