package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.journal.entry.Outcome;
import dev.loulan.journal.entry.PlateLevels;
import dev.loulan.journal.entry.SessionClosed;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class JournaledLevelsTest {
  private final JournaledLevels levels = new JournaledLevels();
  private final Recovery recovery = new Recovery();
  private long seq;

  @Test
  void the_first_list_has_all_plates_and_the_next_what_moved() {
    TreeMap<PlateId, Long> shelf = new TreeMap<>();
    for (int p = 0; p < 320; p++) {
      shelf.put(new PlateId("b" + p / 16, "s1p" + p % 16), 1_000_000L + p);
    }
    PlateLevels first = list(shelf);
    assertThat(first.changesOnly()).isFalse();
    assertThat(first.plates()).hasSize(320);
    shelf.merge(new PlateId("b3", "s1p4"), -80_000L, Long::sum);
    shelf.merge(new PlateId("b3", "s1p5"), 400L, Long::sum);
    PlateLevels next = list(shelf);
    assertThat(next.changesOnly()).isTrue();
    assertThat(next.plates()).singleElement().extracting("plate").isEqualTo("b3/s1p4");
  }

  @Test
  void a_plate_that_became_unknown_makes_the_list_full() {
    TreeMap<PlateId, Long> shelf = new TreeMap<>();
    shelf.put(new PlateId("1", "a"), 5L);
    shelf.put(new PlateId("1", "b"), 6L);
    var _ = list(shelf);
    shelf.remove(new PlateId("1", "a"));
    PlateLevels without = list(shelf);
    assertThat(without.changesOnly()).isFalse();
    assertThat(without.plates()).hasSize(1);
    assertThat(recovery.recovered(null).levels().levelsMg()).isEqualTo(shelf);
  }

  @Test
  void whatever_happens_a_boot_reads_every_level_within_half_a_gram() {
    long seed = Long.getLong("loulan.seed", System.nanoTime());
    Random random = new Random(seed);
    TreeMap<PlateId, Long> shelf = new TreeMap<>();
    int full = 0;
    for (int i = 0; i < 2_000; i++) {
      PlateId plate = new PlateId("1", "p" + random.nextInt(40));
      switch (random.nextInt(200)) {
        case 0 -> shelf.remove(plate);
        case 1, 2, 3 -> shelf.put(plate, (long) random.nextInt(5_000_000));
        default -> shelf.replaceAll((_, mg) -> mg + random.nextInt(401) - 200);
      }
      full += list(shelf).changesOnly() ? 0 : 1;
      Map<PlateId, Long> read = recovery.recovered(null).levels().levelsMg();
      assertThat(read.keySet()).as("seed " + seed).isEqualTo(shelf.keySet());
      read.forEach((p, mg) ->
          assertThat(mg).as("seed " + seed).isCloseTo(shelf.get(p), Offset.offset(500L)));
    }
    assertThat(full).isGreaterThanOrEqualTo(2_000 / 128);
  }

  @Test
  void a_shelf_that_runs_for_years_remembers_only_what_can_come_again() {
    LatestNames names = new LatestNames();
    for (int i = 0; i < 10_000; i++) {
      names.add("s-" + i);
      names.add("s-" + i);
    }
    assertThat(names.all()).hasSize(LatestNames.MOST);
    assertThat(names.contains("s-9999")).isTrue();
    assertThat(names.contains("s-" + (9_999 - LatestNames.MOST))).isFalse();
    assertThat(names.all().iterator().next()).isEqualTo("s-" + (10_000 - LatestNames.MOST));
  }

  /** Lists levels as the end of a session does, and has a boot read them. */
  private PlateLevels list(SortedMap<PlateId, Long> shelf) {
    PlateLevels listed = levels.list(new PlateauSnapshot(1, shelf));
    recovery.accept(
        ListedEntries.entry(seq, new SessionClosed("s-" + seq, Outcome.NOTHING, listed)));
    seq++;
    return listed;
  }
}
