package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.learning.PlateCalibration;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.Header;
import dev.loulan.journal.entry.JournalEntry;
import org.junit.jupiter.api.Test;

/** What a boot must know is said again before archives take it. */
final class LearnedAgainTest {
  private static final PlateId PLATE = new PlateId("1", "s1p1");
  private static final long CALIBRATED = 1_780_000_000_000_000L;
  private static final PlateCalibration KNOWN =
      new PlateCalibration(1.1, 25_000, 0.001, 0.004, 5, CALIBRATED);

  @Test
  void the_first_day_close_of_a_month_says_again_what_was_learned_and_no_other_does() {
    ShelfMemory memory = memory();
    memory.checks().calibrated(PLATE, KNOWN);
    assertThat(memory.learnedAgain(close("2026-11-29", "2026-11-29"))).isEmpty();
    assertThat(memory.learnedAgain(close("2026-11-01", "2026-11-30"))).hasSize(2);
    assertThat(memory.learnedAgain(close("2026-11-02", "2026-11-30"))).isEmpty();
    assertThat(memory.learnedAgain(close("2026-11-28", "2026-12-02"))).hasSize(2);
  }

  @Test
  void a_boot_that_finds_nothing_else_knows_it_as_it_was() {
    ShelfMemory memory = memory();
    memory.checks().calibrated(PLATE, KNOWN);
    Recovery recovery = new Recovery();
    for (Body body : memory.learnedAgain(close("2026-12-01", "2026-12-01"))) {
      recovery.accept(new JournalEntry(header(), body));
    }
    assertThat(recovery.recovered(null).learned().checks()).containsEntry(PLATE, KNOWN);
  }

  private static ShelfMemory memory() {
    return new ShelfMemory(Recovered.nothing(), new Outbox(true));
  }

  private static DayClose close(String from, String to) {
    return DayClose.draft(from, to, 0, "USD");
  }

  private static Header header() {
    return new Header(
        EpochId.ofHex("00".repeat(16)),
        1,
        CALIBRATED + 1,
        true,
        Bytes.ofHex("00".repeat(8)),
        1,
        Bytes.ofHex("00".repeat(16)),
        0,
        null);
  }
}
