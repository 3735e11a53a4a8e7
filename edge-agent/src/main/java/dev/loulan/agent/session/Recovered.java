package dev.loulan.agent.session;

import dev.loulan.inference.session.Scan;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.journal.entry.Tender;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier boot left behind.
 *
 * @param open the session that has no end yet; null when there is none
 * @param closedSessions ids of the sessions that ended last, the oldest first
 * @param seen the last door changes and scans already journaled, as {@link #key} names them
 * @param tenderReferences of the tenders that sessions have used last, the oldest first
 * @param lastMicros time of the last entry that has one; {@link Long#MIN_VALUE} without any
 * @param lastDay last business day that was closed, ISO date; null before the first
 * @param levels levels that the shelf had after its last session
 * @param tender authorised for the next session; null when there is none
 * @param restocking whether the next session is a delivery
 * @param learned of goods and plates
 */
public record Recovered(
    @Nullable Session open,
    Set<String> closedSessions,
    Set<String> seen,
    Set<String> tenderReferences,
    long lastMicros,
    @Nullable String lastDay,
    PlateauSnapshot levels,
    @Nullable Tender tender,
    boolean restocking,
    Learned learned) {

  /**
   * A session that was open when the power went.
   *
   * @param doorClosedMicros when its door closed; null when it had not
   * @param boardsWithGaps boards of which samples were missing during it
   * @param restock whether it is a delivery
   */
  public record Session(
      String id,
      @Nullable Tender tender,
      PlateauSnapshot before,
      List<Scan> scans,
      @Nullable Long doorClosedMicros,
      Set<String> boardsWithGaps,
      boolean restock) {
    public Session {
      scans = List.copyOf(scans);
      boardsWithGaps = Set.copyOf(boardsWithGaps);
    }
  }

  public Recovered {
    closedSessions = Collections.unmodifiableSet(new LinkedHashSet<>(closedSessions));
    seen = Collections.unmodifiableSet(new LinkedHashSet<>(seen));
    tenderReferences = Collections.unmodifiableSet(new LinkedHashSet<>(tenderReferences));
  }

  /** A device's first boot. */
  public static Recovered nothing() {
    PlateauSnapshot none = new PlateauSnapshot(Long.MIN_VALUE, new TreeMap<>());
    return new Recovered(
        null,
        Set.of(),
        Set.of(),
        Set.of(),
        Long.MIN_VALUE,
        null,
        none,
        null,
        false,
        Learned.NOTHING);
  }

  /** Names a door change or scan, so that its frame is not taken twice. */
  static String key(String board, long atMicros, String what) {
    return board + " " + atMicros + " " + what;
  }
}
