package dev.loulan.sync.intake;

import dev.loulan.sync.store.SqliteFile;
import java.util.function.Function;

/** The intake in a file of {@link IntakeSchema}. */
public final class SqliteIntakeStore implements IntakeStore {
  private final SqliteFile file;

  public SqliteIntakeStore(SqliteFile file) {
    this.file = file;
  }

  @Override
  public <T> T write(Function<IntakeTransaction, T> work) {
    return file.write(session -> work.apply(new SqliteIntakeTransaction(session)));
  }

  @Override
  public <T> T read(Function<IntakeTransaction, T> work) {
    return file.read(session -> work.apply(new SqliteIntakeTransaction(session)));
  }
}
