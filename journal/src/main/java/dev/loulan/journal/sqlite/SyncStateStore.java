package dev.loulan.journal.sqlite;

import dev.loulan.journal.CosignedStore;
import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.EpochId;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;

/** What the server has cosigned, in a file of its own. One thread. */
public final class SyncStateStore implements CosignedStore {

  private static final int APPLICATION_ID = 0x4c6c5931;
  private static final String SCHEMA =
      "CREATE TABLE cosigned(epoch BLOB PRIMARY KEY, no INTEGER NOT NULL, size INTEGER NOT NULL,"
          + " note TEXT NOT NULL)";

  private final SqliteFile file;

  private SyncStateStore(SqliteFile file) {
    this.file = file;
  }

  /** Opens the store, or makes it; by habit {@code sync-state.sqlite} by the journal. */
  public static SyncStateStore open(Path path) {
    return new SyncStateStore(SqliteFile.write(path, APPLICATION_ID, 1, SCHEMA));
  }

  @Override
  public void put(SignedNote cosigned) {
    Checkpoint checkpoint = Checkpoint.parse(cosigned);
    EpochId epoch = LogName.parse(checkpoint.origin()).epoch();
    file.write(
        "Writing to",
        () -> {
          try (PreparedStatement insert =
              file.connection()
                  .prepareStatement(
                      "INSERT INTO cosigned VALUES(?, (SELECT count(*) FROM cosigned), ?, ?)"
                          + " ON CONFLICT(epoch) DO UPDATE SET size = excluded.size,"
                          + " note = excluded.note WHERE excluded.size >= size")) {
            insert.setBytes(1, epoch.value().toArray());
            insert.setLong(2, checkpoint.size());
            insert.setString(3, cosigned.encode());
            insert.executeUpdate();
          }
        });
  }

  @Override
  public Optional<SignedNote> highest(EpochId epoch) {
    return file.read(
        "Reading",
        () -> {
          try (PreparedStatement select =
              file.connection().prepareStatement("SELECT note FROM cosigned WHERE epoch = ?")) {
            select.setBytes(1, epoch.value().toArray());
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(SignedNote.parse(row.getString(1)))
                  : Optional.empty();
            }
          }
        });
  }

  @Override
  public void close() {
    file.close();
  }
}
