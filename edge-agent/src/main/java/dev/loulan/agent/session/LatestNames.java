package dev.loulan.agent.session;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The names that were added last, so that a shelf that runs for years needs no more memory than one
 * that runs for a day. Boards keep 64 frames each, so only what happened last can come again.
 */
final class LatestNames {
  /** Kept of each kind. */
  static final int MOST = 4_096;

  private final LinkedHashSet<String> names = new LinkedHashSet<>();

  LatestNames() {}

  LatestNames(Collection<String> first) {
    first.forEach(this::add);
  }

  void add(String name) {
    names.addLast(name);
    if (names.size() > MOST) {
      names.removeFirst();
    }
  }

  boolean contains(String name) {
    return names.contains(name);
  }

  /** The oldest first. */
  Set<String> all() {
    return names;
  }
}
