package dev.loulan.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.agent.files.FolderFiles;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.AlertLevel;
import dev.loulan.journal.entry.Door;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.sqlite.JournalFile;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import dev.loulan.journal.verify.Expectation;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries that no checkpoint covers at a boot: moved, told of in the log, and never deleted. */
class SetAsideTest {
  private static final Ed25519Signer SIGNER = Ed25519Signer.fromSeed(new byte[32]);

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("journal.sqlite");
  }

  @Test
  void they_are_moved_reported_in_the_log_and_kept_also_when_it_happens_again() throws Exception {
    assertThat(boot(3)).isZero();
    List<String> first = uncover(2);
    assertThat(boot(1)).isEqualTo(first.size());
    assertThat(keptAside()).containsExactlyElementsOf(first);
    assertThat(reported()).containsExactly(alert(first.size()));

    List<String> second = uncover(1);
    assertThat(boot(0)).isEqualTo(second.size());
    List<String> both = new ArrayList<>(first);
    both.addAll(second);
    assertThat(keptAside()).containsExactlyElementsOf(both);
    assertThat(boot(2)).as("nothing is reported twice").isZero();
    assertThat(reported()).contains(alert(second.size()));
    Expectation expectation =
        new Expectation(LogName.key("shelf-1", SIGNER.publicKey()), null, _ -> {});
    assertThat(new JournalFile(file).verify(expectation).faults()).isEmpty();
  }

  private static Alert alert(int entries) {
    return new Alert("set-aside", AlertLevel.CRITICAL, "shelf-1", entries);
  }

  /** Boots, and journals so many openings of the door, each in a commit; what was set aside. */
  private long boot(int doors) {
    try (SqliteJournalStore store = SqliteJournalStore.open(file)) {
      ShelfBoot boot =
          ShelfBoot.open(
              store,
              new ShelfBoot.Who("shelf-1", SIGNER, null, new SecureRandom()),
              new ServerPosition.Nothing(),
              new ShelfFile(new FolderFiles(folder)),
              Stamps.wall(),
              1_790_000_000_000_000L);
      for (int i = 0; i < doors; i++) {
        Stamp stamp = new Stamp(1_790_000_000_000_000L + i, true, i);
        boot.journal().append(stamp, List.of(new Door("front", i % 2 == 0)), true);
      }
      boot.journal().close();
      return boot.setAside();
    }
  }

  /** Takes the signatures of the last commits away; their entries, in hexadecimal. */
  private List<String> uncover(int commits) throws SQLException {
    String last = " ORDER BY id DESC LIMIT " + commits + ")";
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "UPDATE commits SET checkpoint = NULL WHERE id IN (SELECT id FROM commits" + last);
      return blobs(statement, "SELECT entries FROM commits WHERE checkpoint IS NULL ORDER BY id");
    }
  }

  private List<String> keptAside() throws SQLException {
    Path aside = folder.resolve("journal.sqlite.set-aside");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + aside);
        Statement statement = connection.createStatement()) {
      return blobs(statement, "SELECT entries FROM commits ORDER BY no");
    }
  }

  private static List<String> blobs(Statement statement, String sql) throws SQLException {
    List<String> blobs = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        blobs.add(HexFormat.of().formatHex(rows.getBytes(1)));
      }
    }
    return blobs;
  }

  private List<Alert> reported() {
    List<Alert> alerts = new ArrayList<>();
    try (SqliteJournalStore store = SqliteJournalStore.openReadOnly(file)) {
      JournalReader reader = new JournalReader(store);
      for (var epoch : reader.epochs()) {
        for (JournalEntry entry : reader.entries(epoch, 0, reader.head(epoch).size())) {
          if (entry.body() instanceof Alert alert && alert.code().equals("set-aside")) {
            alerts.add(alert);
          }
        }
      }
    }
    return alerts;
  }
}
