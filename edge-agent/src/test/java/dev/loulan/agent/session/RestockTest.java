package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.SampleBlock;
import dev.loulan.domain.Gtin;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.Outcome;
import dev.loulan.journal.entry.Restock;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SessionClosed;
import dev.loulan.testkit.sim.Visit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestockTest {
  @TempDir private Path folder;

  @Test
  void what_is_put_in_while_restocking_is_a_delivery_by_weight_and_nothing_is_sold()
      throws IOException {
    int confirmed = 0;
    int visits = 0;
    for (long seed = 1; seed <= 20; seed++) {
      DemoFeed feed = turned(DemoFeed.busy(seed, 1));
      Visit visit = feed.day().visits().getFirst();
      try (ShelfRig rig = rig(feed)) {
        rig.boot();
        rig.step(new Input.Restocking(true));
        rig.feedAll();
        SortedMap<String, Long> delivered = delivered(rig.entries());
        SortedMap<String, Long> truth = new TreeMap<>();
        visit.taken().forEach((gtin, n) -> truth.put(gtin.value(), (long) n));
        delivered.forEach((gtin, n) ->
            assertThat(n)
                .as("seed " + feed.day().seed() + ": " + gtin)
                .isLessThanOrEqualTo(visit.taken().getOrDefault(new Gtin(gtin), 0).longValue()));
        confirmed += delivered.equals(truth) ? 1 : 0;
        visits++;
        onlyRestocks(rig.entries());
      }
    }
    assertThat(confirmed).isGreaterThan(visits * 3 / 4);
  }

  @Test
  void a_power_cut_in_the_middle_of_restocking_does_not_turn_it_into_a_sale() throws IOException {
    DemoFeed feed = DemoFeed.busy(11, 1);
    for (int stop = 0; stop < feed.frames().size(); stop += 3) {
      try (ShelfRig rig = rig(feed)) {
        rig.boot();
        rig.step(new Input.Restocking(true));
        for (int i = 0; i < stop && rig.feedOne(); i++) {}
        rig.crash();
        rig.boot();
        rig.feedAll();
        onlyRestocks(rig.entries());
      }
    }
  }

  @Test
  void it_counts_from_the_next_session_on_until_it_is_ended() throws IOException {
    DemoFeed feed = DemoFeed.busy(11, 2);
    try (ShelfRig rig = rig(feed)) {
      rig.boot();
      while (rig.notices.isEmpty()) {
        rig.feedOne();
      }
      rig.step(new Input.Restocking(true));
      rig.step(new Input.Restocking(true));
      rig.step(new Input.Restocking(false));
      rig.feedAll();
      assertThat(ShelfMachineTest.bodies(rig.entries(), Restock.class)).isEmpty();
      for (Visit visit : feed.day().visits()) {
        var _ = ShelfMachineTest.Truth.check(visit, rig.entries(), "seed 11");
      }
    }
  }

  private ShelfRig rig(DemoFeed feed) throws IOException {
    return new ShelfRig(
        Files.createTempDirectory(folder, "run"),
        feed.hello(),
        feed.frames(),
        DemoFeed.settings(),
        DemoFeed.documents());
  }

  private static void onlyRestocks(List<JournalEntry> entries) {
    assertThat(ShelfMachineTest.bodies(entries, Sale.class)).isEmpty();
    assertThat(ShelfMachineTest.bodies(entries, ReviewOpened.class)).isEmpty();
    assertThat(ShelfMachineTest.bodies(entries, SessionClosed.class))
        .isNotEmpty()
        .allMatch(closed -> closed.outcome() == Outcome.RESTOCK);
  }

  private static SortedMap<String, Long> delivered(List<JournalEntry> entries) {
    SortedMap<String, Long> delivered = new TreeMap<>();
    for (Restock restock : ShelfMachineTest.bodies(entries, Restock.class)) {
      assertThat(restock.supplierId()).isEqualTo("acme");
      assertThat(restock.evidence()).isNotEmpty();
      restock.lines().forEach(line -> delivered.merge(line.gtin(), line.quantity(), Long::sum));
    }
    return delivered;
  }

  /** The same hands the other way round: what was taken is put in. */
  private static DemoFeed turned(DemoFeed feed) {
    List<Frame> frames = new ArrayList<>();
    int[] first = {};
    for (Frame frame : feed.frames()) {
      if (frame instanceof Frame.Samples samples) {
        SampleBlock block = samples.block();
        int plates = feed.hello().plates().size();
        int[] offsets = new int[block.samples()];
        int[] readings = new int[block.samples() * plates];
        for (int s = 0; s < block.samples(); s++) {
          offsets[s] = (int) (block.atMicros(s) - block.atMicros(0));
          for (int p = 0; p < plates; p++) {
            readings[s * plates + p] = block.readingMg(s, p);
          }
        }
        first = first.length == 0 ? java.util.Arrays.copyOf(readings, plates) : first;
        for (int i = 0; i < readings.length; i++) {
          readings[i] = 2 * first[i % plates] - readings[i];
        }
        frames.add(
            new Frame.Samples(
                samples.board(),
                samples.sequence(),
                new SampleBlock(block.atMicros(0), offsets, readings)));
      } else {
        frames.add(frame);
      }
    }
    return new DemoFeed(feed.day(), feed.hello(), frames);
  }
}
