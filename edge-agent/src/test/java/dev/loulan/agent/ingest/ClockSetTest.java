package dev.loulan.agent.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.agent.session.Learned;
import dev.loulan.agent.session.Recovered;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.DayClose;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shelf whose clock is set while it works: no day ends too early, and no session hangs. */
class ClockSetTest {
  private LiveShelf shelf = begun(Recovered.nothing());

  private static LiveShelf begun(Recovered recovered) {
    LiveShelf begun = new LiveShelf(recovered);
    begun.hello(7, 1);
    return begun;
  }

  @Test
  void a_clock_that_jumps_forward_closes_no_day_until_the_server_confirms_it() {
    shelf.serverTellsTime();
    shelf.rest(10 * LiveShelf.SECOND);
    shelf.clockErrorMicros = 30 * LiveShelf.HOUR;
    shelf.rest(10 * LiveShelf.SECOND);
    assertThat(shelf.closes()).isEmpty();
    shelf.serverTellsTime();
    shelf.rest(10 * LiveShelf.SECOND);
    assertThat(shelf.closes()).isEmpty();
    shelf.clockErrorMicros = 0;
    shelf.serverTellsTime();
    shelf.trueMicros += 12 * LiveShelf.HOUR;
    shelf.rest(10 * LiveShelf.SECOND);
    assertThat(shelf.closes()).extracting(DayClose::toDay).containsExactly("2026-03-10");
  }

  @Test
  void entries_of_a_clock_that_was_set_are_not_said_to_be_of_a_trusted_one() {
    shelf.serverTellsTime();
    shelf.rest(LiveShelf.SECOND);
    shelf.door(true);
    assertThat(shelf.stamps.getLast().trusted()).isTrue();
    shelf.door(false);
    shelf.rest(10 * LiveShelf.SECOND);
    shelf.clockErrorMicros = 2 * LiveShelf.HOUR;
    shelf.rest(LiveShelf.SECOND);
    shelf.door(true);
    assertThat(shelf.stamps.getLast().trusted()).isFalse();
    assertThat(shelf.bodies)
        .anyMatch(b -> b instanceof Alert alert && alert.code().equals("clock-untrusted"));
  }

  @ParameterizedTest(name = "back by {0} s")
  @ValueSource(longs = {30, 3_600, 172_800, 1_770_000_000})
  void a_session_ends_in_its_time_when_the_clock_goes_back_in_it(long seconds) {
    shelf.serverTellsTime();
    shelf.rest(5 * LiveShelf.SECOND);
    shelf.door(true);
    shelf.rest(2 * LiveShelf.SECOND);
    shelf.clockErrorMicros = -seconds * LiveShelf.SECOND;
    shelf.rest(2 * LiveShelf.SECOND);
    shelf.door(false);
    assertThat(shelf.stamps.getLast().atMicros()).isEqualTo(shelf.wall());
    shelf.rest(7 * LiveShelf.SECOND);
    assertThat(shelf.sessionEnded()).isTrue();
    assertThat(shelf.stamps.getLast().trusted()).isEqualTo(seconds < 60);
  }

  @Test
  void after_a_boot_in_1970_sessions_end_and_the_day_waits_for_the_time() {
    shelf =
        begun(
            new Recovered(
                null,
                Set.of(),
                Set.of(),
                Set.of(),
                LiveShelf.NOON - LiveShelf.SECOND,
                "2026-03-09",
                new PlateauSnapshot(Long.MIN_VALUE, new TreeMap<>()),
                null,
                false,
                Learned.NOTHING));
    shelf.clockErrorMicros = -LiveShelf.NOON;
    shelf.rest(5 * LiveShelf.SECOND);
    shelf.door(true);
    shelf.rest(3 * LiveShelf.SECOND);
    shelf.door(false);
    shelf.rest(7 * LiveShelf.SECOND);
    assertThat(shelf.sessionEnded()).isTrue();
    shelf.trueMicros += 13 * LiveShelf.HOUR;
    shelf.rest(5 * LiveShelf.SECOND);
    assertThat(shelf.closes()).isEmpty();
    shelf.clockErrorMicros = 0;
    shelf.serverTellsTime();
    shelf.rest(5 * LiveShelf.SECOND);
    assertThat(shelf.closes()).extracting(DayClose::toDay).containsExactly("2026-03-10");
  }

  @Test
  void the_first_day_of_a_device_that_began_in_1970_is_the_day_of_its_first_true_time() {
    shelf.clockErrorMicros = -LiveShelf.NOON;
    shelf.rest(5 * LiveShelf.SECOND);
    shelf.clockErrorMicros = 0;
    shelf.serverTellsTime();
    shelf.rest(5 * LiveShelf.SECOND);
    shelf.trueMicros += 13 * LiveShelf.HOUR;
    shelf.rest(5 * LiveShelf.SECOND);
    assertThat(shelf.closes())
        .extracting(close -> close.fromDay() + " " + close.toDay())
        .containsExactly("2026-03-10 2026-03-10");
  }

  @Test
  void sixty_days_without_a_server_end_in_sixty_day_closes_of_a_clock_that_drifts() {
    shelf.serverTellsTime();
    shelf.rest(5 * LiveShelf.SECOND);
    for (int day = 1; day <= 60; day++) {
      shelf.trueMicros += 24 * LiveShelf.HOUR;
      shelf.clockErrorMicros = day * 8_640_000L; // 100 ppm fast
      shelf.rest(LiveShelf.SECOND);
    }
    assertThat(shelf.closes()).hasSize(60);
  }
}
