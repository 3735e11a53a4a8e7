package dev.loulan.agent.session;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.testkit.sim.DemoShelf;
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
    Recovered nothing = Recovered.nothing();
    Recovered recovered =
        new Recovered(
            null,
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
