package dev.loulan.sync.ledger.fabric;

import java.util.concurrent.atomic.AtomicLong;

/** What the adapter counted since the start. Any thread may read. */
public final class FabricFigures {
  final AtomicLong inFlight = new AtomicLong();
  final AtomicLong committed = new AtomicLong();
  final AtomicLong invalid = new AtomicLong();
  final AtomicLong failed = new AtomicLong();
  final AtomicLong unknown = new AtomicLong();
  final AtomicLong sentAgain = new AtomicLong();
  final AtomicLong disagreements = new AtomicLong();
  final AtomicLong failOvers = new AtomicLong();

  /** Transactions sent whose outcome is not known yet. */
  public long inFlight() {
    return inFlight.get();
  }

  public long committed() {
    return committed.get();
  }

  /** Transactions that the ledger holds as void. */
  public long invalid() {
    return invalid.get();
  }

  /** Calls that no peer endorsed or answered. */
  public long failed() {
    return failed.get();
  }

  /** Times that the outcome of a transaction stayed unknown. */
  public long unknown() {
    return unknown.get();
  }

  /** Times that the same envelope went again. */
  public long sentAgain() {
    return sentAgain.get();
  }

  /** Endorsements repeated because peers computed different results. */
  public long disagreements() {
    return disagreements.get();
  }

  /** Times that another peer's gateway was taken. */
  public long failOvers() {
    return failOvers.get();
  }
}
