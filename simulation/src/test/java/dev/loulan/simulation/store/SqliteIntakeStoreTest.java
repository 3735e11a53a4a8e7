package dev.loulan.simulation.store;

import dev.loulan.sync.intake.IntakeSchema;
import dev.loulan.sync.intake.IntakeStore;
import dev.loulan.sync.intake.SqliteIntakeStore;
import dev.loulan.sync.store.SqliteFile;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class SqliteIntakeStoreTest extends IntakeStoreContract {
  @TempDir Path folder;
  private SqliteFile file;

  @BeforeEach
  void open() {
    file = SqliteFile.open(folder.resolve("intake.db"), IntakeSchema.migrations());
  }

  @AfterEach
  void close() {
    file.close();
  }

  @Override
  IntakeStore store() {
    return new SqliteIntakeStore(file);
  }
}
