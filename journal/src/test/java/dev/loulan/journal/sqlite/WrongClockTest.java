package dev.loulan.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.journal.Journal;
import dev.loulan.journal.Samples;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.Outcome;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SessionClosed;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.journal.entry.TimeAnchor;
import dev.loulan.journal.entry.TimeSource;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.Verification;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time is a label: whatever the clock says, order, counters and days hold in both verifiers. */
class WrongClockTest {
  private static final VerifierKey KEY = LogName.key(Samples.DEVICE, Samples.signer(1).publicKey());
  private static final long DAY = 86_400_000_000L;

  @TempDir Path folder;
  private long monotonic;
  private int session;

  @Test
  void a_log_of_a_clock_in_1970_far_ahead_far_back_and_set_within_a_session_verifies() {
    Path file = folder.resolve("journal.sqlite");
    long leapDay = micros("2028-02-29T12:00:00Z");
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        Journal journal = Samples.open(store, Samples.ids(1))) {
      sell(journal, stamp(5_000_000, false), stamp(9_000_000, false));
      anchor(journal, leapDay);
      sell(journal, stamp(leapDay, true), stamp(leapDay + 60_000_000, true));
      close(journal, leapDay + DAY / 2, "2028-02-29", "2028-02-29");

      // Thirty days ahead, then back: no day is closed meanwhile.
      sell(journal, stamp(leapDay + 31 * DAY, false), stamp(leapDay + 31 * DAY + 1, false));
      sell(journal, stamp(leapDay - 30 * DAY, false), stamp(leapDay - 30 * DAY + 1, false));
      // Set by an hour between opening and closing, and over midnight.
      sell(journal, stamp(leapDay + DAY, true), stamp(leapDay + DAY - 3_600_000_000L, false));
      sell(journal, stamp(leapDay + DAY * 3 / 2 - 1, true), stamp(leapDay + DAY * 3 / 2 + 1, true));
      anchor(journal, leapDay + 3 * DAY);
      close(journal, leapDay + 3 * DAY, "2028-03-01", "2028-03-02");
      // The hour that comes twice: another offset, the same day after day.
      close(journal, leapDay + 4 * DAY, "2028-03-03", "2028-03-03");
    }
    Verification found = new JournalFile(file).verify(new Expectation(KEY, null, _ -> {}));
    assertThat(found.faults()).isEmpty();
    OtherVerifier.agrees(file, KEY, null, found);
    List<DayClose> closes = new ArrayList<>();
    List<Sale> sales = new ArrayList<>();
    new JournalFile(file)
        .allEntries(entry -> {
          if (entry.body() instanceof DayClose close) {
            closes.add(close);
          } else if (entry.body() instanceof Sale sale) {
            sales.add(sale);
          }
        });
    assertThat(closes).extracting(DayClose::sales).containsExactly(2L, 4L, 0L);
    assertThat(closes.stream().mapToLong(DayClose::sumMinor).sum())
        .isEqualTo(sales.stream().mapToLong(Sale::lineTotalMinor).sum());
  }

  @Test
  void a_day_that_was_closed_is_not_closed_again_whatever_the_clock_says() {
    try (SqliteJournalStore store = SqliteJournalStore.open(folder.resolve("journal.sqlite"));
        Journal journal = Samples.open(store, Samples.ids(1))) {
      long at = micros("2026-03-29T01:30:00Z");
      close(journal, at, "2026-03-27", "2026-03-28");
      for (String day : List.of("2026-03-28", "2026-03-27", "1970-01-01")) {
        assertThatThrownBy(() -> close(journal, at, day, day))
            .as(day)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(day);
      }
      close(journal, at, "2026-03-29", "2026-03-29");
    }
  }

  private void sell(Journal journal, Stamp opened, Stamp closed) {
    String name = "s" + session++;
    var _ = journal.append(opened, new SessionOpened(name, null, List.of()));
    Sale sale = Samples.saleWithoutEvidence(name, 100 + session);
    var _ = journal.append(closed, List.of(sale, new SessionClosed(name, Outcome.SALE)));
  }

  private void anchor(Journal journal, long at) {
    var _ = journal.append(stamp(at, true), new TimeAnchor(TimeSource.NTP, 0, at, null));
  }

  private void close(Journal journal, long at, String from, String to) {
    var _ = journal.append(stamp(at, true), DayClose.draft(from, to, 3_600, "EUR"));
  }

  private Stamp stamp(long at, boolean trusted) {
    return new Stamp(at, trusted, monotonic++);
  }

  private static long micros(String at) {
    return Instant.parse(at).getEpochSecond() * 1_000_000;
  }
}
