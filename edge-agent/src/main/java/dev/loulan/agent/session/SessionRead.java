package dev.loulan.agent.session;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.WeightStep;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a session was read from, to be shown.
 *
 * @param windows the samples around the steps, as they are kept as evidence
 * @param names of the products that its lines and reviews name, by GTIN
 */
public record SessionRead(
    List<WeightStep> steps, List<Bytes> windows, SortedMap<String, String> names) {
  static final SessionRead NOTHING = new SessionRead(List.of(), List.of(), new TreeMap<>());

  public SessionRead {
    steps = List.copyOf(steps);
    windows = List.copyOf(windows);
    names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
  }
}
