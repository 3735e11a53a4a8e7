package dev.loulan.sync.intake;

import java.util.function.Function;

/**
 * Keeps what the server took in of devices' journals and how far each is on its way to the ledger.
 *
 * <p>A transaction is kept whole once the call returns, and not at all when it throws; writers wait
 * for one another. Any thread may call. Failures are {@link dev.loulan.sync.store.StoreException}s.
 */
public interface IntakeStore {

  /** Runs the work as one transaction that may write. */
  <T> T write(Function<IntakeTransaction, T> work);

  /** Runs the work on one consistent state. */
  <T> T read(Function<IntakeTransaction, T> work);
}
