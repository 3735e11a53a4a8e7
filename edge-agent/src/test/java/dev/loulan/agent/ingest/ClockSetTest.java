package dev.loulan.agent.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.agent.session.Input;
import dev.loulan.agent.session.Recovered;
import dev.loulan.agent.session.SessionNotice;
import dev.loulan.agent.session.ShelfMachine;
import dev.loulan.agent.session.ShelfSettings;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.SampleBlock;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.journal.JournalAppender;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.SessionClosed;
import dev.loulan.journal.entry.Tender;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shelf whose clock is set while it works: no day ends too early, and no session hangs. */
class ClockSetTest {
  private static final long SECOND = 1_000_000;
  private static final long HOUR = 3_600 * SECOND;
  private static final long NOON = Instant.parse("2026-03-10T12:00:00Z").getEpochSecond() * SECOND;

  private long trueMicros = NOON;
  private long clockErrorMicros;
  private long sequence;
  private final List<Stamp> stamps = new ArrayList<>();
  private final List<Body> bodies = new ArrayList<>();
  private ShelfTurns turns = booted(Recovered.nothing());

  private ShelfTurns booted(Recovered recovered) {
    ShelfSettings settings = new ShelfSettings(ZoneOffset.UTC, 0, "USD", false);
    ShelfTurns booted =
        new ShelfTurns(
            new LoopRules(List.of(), 0, false, true),
            new ShelfMachine(recovered, settings, List.of(), false),
            new EffectRunner(new Kept(), (at, trusted) -> new Stamp(at, trusted, 0), new Nowhere()),
            () -> (trueMicros - NOON) * 1_000);
    booted.frame(
        7,
        new Frame.Hello(
            "b", Frame.Clock.WALL, 7, sequence + 1, Frame.DoorState.CLOSED, List.of("p1")));
    booted.turn(false);
    return booted;
  }

  private long wall() {
    return trueMicros + clockErrorMicros;
  }

  private void send(LongFunction<Frame> made) {
    turns.frame(7, made.apply(++sequence));
    turns.turn(false);
  }

  /** Time passes with the plate at rest. */
  private void rest(long micros) {
    for (long until = trueMicros + micros; trueMicros < until; trueMicros += SECOND / 2) {
      long at = wall();
      send(n ->
          new Frame.Samples("b", n, new SampleBlock(at, new int[] {0, 50_000}, new int[] {9, 9})));
    }
  }

  private void door(boolean open) {
    long at = wall();
    send(n -> new Frame.Door("b", n, at, open));
  }

  private void serverTellsTime() {
    boolean agrees = Math.abs(clockErrorMicros) < 60 * SECOND;
    turns.input(new Input.ClockCompared(agrees, trueMicros, (trueMicros - NOON) * 1_000));
  }

  private List<DayClose> closes() {
    return bodies.stream().filter(DayClose.class::isInstance).map(DayClose.class::cast).toList();
  }

  private boolean sessionEnded() {
    return bodies.stream().anyMatch(SessionClosed.class::isInstance);
  }

  @Test
  void a_clock_that_jumps_forward_closes_no_day_until_the_server_confirms_it() {
    serverTellsTime();
    rest(10 * SECOND);
    clockErrorMicros = 30 * HOUR;
    rest(10 * SECOND);
    assertThat(closes()).isEmpty();
    serverTellsTime();
    rest(10 * SECOND);
    assertThat(closes()).isEmpty();
    clockErrorMicros = 0;
    serverTellsTime();
    trueMicros += 12 * HOUR;
    rest(10 * SECOND);
    assertThat(closes()).extracting(DayClose::toDay).containsExactly("2026-03-10");
  }

  @Test
  void entries_of_a_clock_that_was_set_are_not_said_to_be_of_a_trusted_one() {
    serverTellsTime();
    rest(SECOND);
    door(true);
    assertThat(stamps.getLast().trusted()).isTrue();
    door(false);
    rest(10 * SECOND);
    clockErrorMicros = 2 * HOUR;
    rest(SECOND);
    door(true);
    assertThat(stamps.getLast().trusted()).isFalse();
    assertThat(bodies)
        .anyMatch(b -> b instanceof Alert alert && alert.code().equals("clock-untrusted"));
  }

  @ParameterizedTest(name = "back by {0} s")
  @ValueSource(longs = {30, 3_600, 172_800, 1_770_000_000})
  void a_session_ends_in_its_time_when_the_clock_goes_back_in_it(long seconds) {
    serverTellsTime();
    rest(5 * SECOND);
    door(true);
    rest(2 * SECOND);
    clockErrorMicros = -seconds * SECOND;
    rest(2 * SECOND);
    door(false);
    assertThat(stamps.getLast().atMicros()).isEqualTo(wall());
    rest(7 * SECOND);
    assertThat(sessionEnded()).isTrue();
    assertThat(stamps.getLast().trusted()).isEqualTo(seconds < 60);
  }

  @Test
  void after_a_boot_in_1970_sessions_end_and_the_day_waits_for_the_time() {
    turns =
        booted(
            new Recovered(
                null,
                Set.of(),
                Set.of(),
                Set.of(),
                NOON - SECOND,
                "2026-03-09",
                new PlateauSnapshot(Long.MIN_VALUE, new TreeMap<>()),
                null,
                false));
    clockErrorMicros = -NOON;
    rest(5 * SECOND);
    door(true);
    rest(3 * SECOND);
    door(false);
    rest(7 * SECOND);
    assertThat(sessionEnded()).isTrue();
    trueMicros += 13 * HOUR;
    rest(5 * SECOND);
    assertThat(closes()).isEmpty();
    clockErrorMicros = 0;
    serverTellsTime();
    rest(5 * SECOND);
    assertThat(closes()).extracting(DayClose::toDay).containsExactly("2026-03-10");
  }

  @Test
  void the_first_day_of_a_device_that_began_in_1970_is_the_day_of_its_first_true_time() {
    clockErrorMicros = -NOON;
    rest(5 * SECOND);
    clockErrorMicros = 0;
    serverTellsTime();
    rest(5 * SECOND);
    trueMicros += 13 * HOUR;
    rest(5 * SECOND);
    assertThat(closes())
        .extracting(close -> close.fromDay() + " " + close.toDay())
        .containsExactly("2026-03-10 2026-03-10");
  }

  @Test
  void sixty_days_without_a_server_end_in_sixty_day_closes_of_a_clock_that_drifts() {
    serverTellsTime();
    rest(5 * SECOND);
    for (int day = 1; day <= 60; day++) {
      trueMicros += 24 * HOUR;
      clockErrorMicros = day * 8_640_000L; // 100 ppm fast
      rest(SECOND);
    }
    assertThat(closes()).hasSize(60);
  }

  private final class Kept implements JournalAppender {
    @Override
    public void append(Stamp stamp, List<Body> more, boolean durable) {
      more.forEach(_ -> stamps.add(stamp));
      bodies.addAll(more);
    }

    @Override
    public void commit() {}

    @Override
    public void commitSoon(Runnable committed) {
      committed.run();
    }
  }

  private static final class Nowhere implements Outlets {
    @Override
    public void consumed(String board, long stream, long at) {}

    @Override
    public void notice(SessionNotice notice) {}

    @Override
    public void keepEvidence(Bytes sha256, Bytes window) {}

    @Override
    public void keepShelf(PlateauSnapshot levels, @Nullable Tender tender) {}

    @Override
    public void alert(Alert alert) {}

    @Override
    public void committed() {}
  }
}
