package dev.loulan.sync.readmodel;

import dev.loulan.sync.publicstate.LedgerWrite;
import dev.loulan.sync.store.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;

/** Replaces a read model by one that is made from the ledger alone, in one step at the end. */
public final class Rebuild {
  private Rebuild() {}

  /** Gives all transactions of a ledger in order. */
  @FunctionalInterface
  public interface Source<E extends Exception> {
    void each(Consumer<List<LedgerWrite>> listener) throws E;
  }

  /**
   * What a rebuilt model holds.
   *
   * @param gross over all sales, in minor units, currencies added up
   */
  public record Totals(long sales, long reviews, long restocks, long closedDays, long gross) {}

  /**
   * Makes the model anew. No server may have the file open. If this fails, the old file stays.
   *
   * @param model {@code readmodel.db} of a server, which need not exist
   */
  public static <E extends Exception> Totals of(Path model, Source<E> source)
      throws E, IOException {
    Path next = model.resolveSibling(model.getFileName() + ".next");
    delete(next);
    Totals totals;
    try (SqliteFile file = SqliteFile.open(next, ReadModelSchema.migrations())) {
      LedgerModel rows = new LedgerModel(file);
      source.each(rows::take);
      totals =
          file.read(session ->
              new Totals(
                  session.number("SELECT count(*) FROM sale"),
                  session.number("SELECT count(*) FROM review"),
                  session.number("SELECT count(*) FROM restock"),
                  session.number("SELECT count(*) FROM closed_day"),
                  session.number("SELECT coalesce(sum(gross), 0) FROM sale")));
    }
    delete(model);
    Files.move(next, model, StandardCopyOption.ATOMIC_MOVE);
    return totals;
  }

  /** With what SQLite keeps beside it. */
  private static void delete(Path file) throws IOException {
    for (String suffix : List.of("-wal", "-shm", "")) {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
    }
  }
}
