package dev.loulan.sync.ledger;

import dev.loulan.sync.publicstate.LedgerWrite;
import java.util.List;

/** Hears what is written to a ledger, by whomever. One thread. */
@FunctionalInterface
public interface LedgerFollower {

  /**
   * What was written in public since the last call, in order. The first call that is answered
   * begins: what is written after it is told, each write once.
   *
   * @throws LedgerUnavailableException when the ledger does not answer; the next call tells it all
   */
  List<LedgerWrite> next();
}
