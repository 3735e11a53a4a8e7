package dev.loulan.agent.store;

import dev.loulan.agent.session.AlertCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether somebody may open the shelf: only while what is sold becomes durable. Locked until the
 * first look at the store. Any thread.
 */
public final class ShelfLock {
  private final Set<AlertCode> reasons = EnumSet.noneOf(AlertCode.class);
  private final Predicate<Boolean> door;
  private boolean told = true;

  /**
   * A lock of a door.
   *
   * @param door is told of each change, locked or not; says whether it took it, else it is told
   *     again
   */
  public ShelfLock(Predicate<Boolean> door) {
    this.door = door;
  }

  /** Locks for a reason, or takes that reason back. */
  synchronized void because(AlertCode reason, boolean holds) {
    if (holds) {
      reasons.add(reason);
    } else {
      reasons.remove(reason);
    }
  }

  /** Locks for good: the journal takes nothing more. */
  public synchronized void forGood() {
    because(AlertCode.JOURNAL, true);
    tell();
  }

  /** Tells the door when it does not know yet. */
  synchronized void tell() {
    boolean locked = isLocked();
    if (locked != told && door.test(locked)) {
      told = locked;
    }
  }

  public synchronized boolean isLocked() {
    return !reasons.isEmpty();
  }

  /** Why, in the words of the alerts. */
  public synchronized List<String> reasons() {
    return reasons.stream().map(AlertCode::word).toList();
  }
}
