package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SessionOpened;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no noise can move: how often a session makes the disk write. */
final class WritesOfASaleTest {
  @TempDir Path folder;

  @Test
  void a_session_is_one_commit_and_one_small_file() throws SQLException {
    DemoFeed feed = DemoFeed.busy(5, 40);
    try (ShelfRig rig =
        new ShelfRig(
            folder, feed.hello(), feed.frames(), DemoFeed.settings(), DemoFeed.documents())) {
      rig.boot();
      long boot = commits();
      rig.feedAll();
      long commits = commits() - boot;
      List<JournalEntry> entries = rig.entries();
      int sessions = ShelfMachineTest.bodies(entries, SessionOpened.class).size();
      long scans = feed.frames().stream().filter(Frame.Scan.class::isInstance).count();
      int days = ShelfMachineTest.bodies(entries, DayClose.class).size();
      assertThat(sessions).isEqualTo(40);
      assertThat(ShelfMachineTest.bodies(entries, Sale.class)).hasSizeGreaterThan(25);
      // Planogram and prices come into effect with a commit each.
      assertThat(commits).isLessThanOrEqualTo(sessions + scans + days + 2);
      assertThat(rig.kept)
          .as("a tender each, and how the session began")
          .isLessThanOrEqualTo(2 * sessions);
    }
  }

  private long commits() throws SQLException {
    String file = "jdbc:sqlite:" + folder.resolve("journal.sqlite");
    try (var connection = DriverManager.getConnection(file);
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM commits")) {
      return row.getLong(1);
    }
  }
}
