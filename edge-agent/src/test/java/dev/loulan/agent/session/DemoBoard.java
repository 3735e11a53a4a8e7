package dev.loulan.agent.session;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.Header;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.testkit.sim.DemoShelf;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The demo's shelf with twenty units on each plate, after a boot. */
final class DemoBoard {
  static final DemoShelf SHELF = DemoShelf.standard();
  static final int USUAL_NOISE_MG = 200;

  private DemoBoard() {}

  /** What its plates weigh. */
  static SortedMap<PlateId, Long> levels() {
    TreeMap<PlateId, Long> levels = new TreeMap<>();
    SHELF.products().forEach(product -> levels.put(product.plate(), 20 * product.unitWeightMg()));
    return levels;
  }

  /** Booted a minute after these levels were kept; nothing has been said yet. */
  static PlayedBoard booted(SortedMap<PlateId, Long> kept, int noiseMg) {
    return booted(kept, noiseMg, List.of());
  }

  /** As above, after a boot that found these entries in its journal as well. */
  static PlayedBoard booted(SortedMap<PlateId, Long> kept, int noiseMg, List<Body> entries) {
    Recovery recovery = new Recovery();
    Header header =
        new Header(
            EpochId.of(new byte[16]),
            1,
            PlayedBoard.START_MICROS - 90_000_000,
            true,
            Bytes.of(new byte[8]),
            0,
            Bytes.of(new byte[16]),
            0,
            null);
    entries.forEach(body -> recovery.accept(new JournalEntry(header, body)));
    Recovered nothing = recovery.recovered(null);
    Recovered recovered =
        new Recovered(
            nothing.open(),
            nothing.closedSessions(),
            nothing.seen(),
            nothing.tenderReferences(),
            nothing.lastMicros(),
            nothing.lastDay(),
            new PlateauSnapshot(PlayedBoard.START_MICROS - 60_000_000, kept),
            null,
            false,
            nothing.learned());
    int[] weightsMg =
        SHELF.products().stream()
            .mapToInt(product -> Math.toIntExact(20 * product.unitWeightMg()))
            .toArray();
    return new PlayedBoard(
        new ShelfMachine(recovered, DemoFeed.settings(), DemoFeed.documents(), true),
        SHELF.board(),
        SHELF.plates(),
        weightsMg,
        noiseMg);
  }
}
