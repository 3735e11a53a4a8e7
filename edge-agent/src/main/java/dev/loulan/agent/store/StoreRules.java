package dev.loulan.agent.store;

/**
 * What is done when space gets short, in this order: the oldest raw windows are shed, until none is
 * left; then the shelf is locked while the reserve still takes what an open session needs. Entries
 * are never shed.
 *
 * @param budgetBytes that journal and windows may take together; {@link Long#MAX_VALUE} for all
 *     that the file system gives
 * @param reserveBytes kept for the sessions that are open when the shelf is locked
 */
public record StoreRules(long budgetBytes, long reserveBytes) {

  private static final long MOST_DAYS = 36_500;

  public StoreRules {
    if (reserveBytes < 0 || budgetBytes <= reserveBytes) {
      throw new IllegalArgumentException(
          "A budget of " + budgetBytes + " bytes has no room beside " + reserveBytes + " reserved");
    }
  }

  /** Bytes to which the windows must shrink now; what they take when they may stay. */
  public long evidenceLimit(StoreSpace space) {
    // Twice the reserve is made free, so that shedding is not due again with the next sale.
    long missing = space.freeBytes() < 2 * reserveBytes ? 2 * reserveBytes - space.freeBytes() : 0;
    long byBudget = budgetBytes - reserveBytes - space.journalBytes();
    return Math.clamp(Math.min(space.evidenceBytes() - missing, byBudget), 0, Long.MAX_VALUE);
  }

  /** Whether nobody may open a session now: without any window, only the reserve would be left. */
  public boolean locks(StoreSpace space) {
    return room(space) <= 0;
  }

  /** Whole days until the shelf is locked, at the pace so far; a hundred years at most. */
  public long daysLeft(StoreSpace space) {
    return Math.min(MOST_DAYS, Math.max(0, room(space)) / Math.max(1, space.journalBytesADay()));
  }

  private long room(StoreSpace space) {
    long byDisk = space.freeBytes() + space.evidenceBytes();
    long byBudget = budgetBytes - space.journalBytes();
    return Math.min(byDisk, byBudget) - reserveBytes;
  }
}
