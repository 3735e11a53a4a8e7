package dev.loulan.agent.session;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.journal.entry.PlateLevels;
import dev.loulan.journal.entry.PlateWeight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the journal says of the plates' levels, so that an entry lists only what changed: a shelf of
 * 320 plates takes 6 KB in full. Belongs to the machine's thread.
 */
final class JournaledLevels {
  /** Far less than what a level may move across a boot and still count as the same. */
  private static final long SAME_MG = 500;

  /** Lists of changes that may follow a full one, so that a reader need not go back for ever. */
  private static final int MOST_CHANGES = 127;

  private final SortedMap<PlateId, Long> said = new TreeMap<>();
  private int changesLeft;

  /** What the journal said of these plates is no longer so; the next list says it anew. */
  void forget(List<PlateId> plates) {
    said.keySet().removeAll(plates);
  }

  /** The list that makes the journal say these levels. */
  PlateLevels list(PlateauSnapshot now) {
    SortedMap<PlateId, Long> levels = now.levelsMg();
    boolean changesOnly = changesLeft > 0 && levels.keySet().containsAll(said.keySet());
    if (!changesOnly) {
      said.clear();
      changesLeft = MOST_CHANGES;
    } else {
      changesLeft--;
    }
    List<PlateWeight> listed = new ArrayList<>();
    for (Map.Entry<PlateId, Long> level : levels.entrySet()) {
      Long before = said.get(level.getKey());
      if (before == null || Math.abs(level.getValue() - before) > SAME_MG) {
        said.put(level.getKey(), level.getValue());
        listed.add(new PlateWeight(level.getKey().toString(), level.getValue()));
      }
    }
    return new PlateLevels(listed, changesOnly);
  }
}
