package dev.loulan.agent.ingest;

import dev.loulan.agent.session.Input;
import dev.loulan.agent.session.Opening;
import dev.loulan.agent.session.Recovered;
import dev.loulan.agent.session.SessionNotice;
import dev.loulan.agent.session.ShelfMachine;
import dev.loulan.agent.session.ShelfSettings;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.SampleBlock;
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
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** An agent loop with one board of one plate and a door, over time that a test lets pass. */
final class LiveShelf {
  static final long SECOND = 1_000_000;
  static final long HOUR = 3_600 * SECOND;
  static final long NOON = Instant.parse("2026-03-10T12:00:00Z").getEpochSecond() * SECOND;

  long trueMicros = NOON;
  long clockErrorMicros;
  long sequence;
  long stream;
  final List<Stamp> stamps = new ArrayList<>();
  final List<Body> bodies = new ArrayList<>();
  private final ShelfTurns turns;

  LiveShelf(Recovered recovered) {
    turns = booted(recovered);
  }

  private ShelfTurns booted(Recovered recovered) {
    ShelfSettings settings = new ShelfSettings(ZoneOffset.UTC, 0, "USD", false);
    ShelfTurns booted =
        new ShelfTurns(
            new LoopRules(List.of(), 0, false, true),
            new ShelfMachine(recovered, settings, List.of(), false),
            new EffectRunner(new Kept(), (at, trusted) -> new Stamp(at, trusted, 0), new Nowhere()),
            () -> (trueMicros - NOON) * 1_000);
    return booted;
  }

  /** The board says hello, and goes on in this stream. */
  void hello(long newStream, long nextSequence) {
    stream = newStream;
    sequence = nextSequence - 1;
    turns.frame(
        stream,
        new Frame.Hello(
            "b", Frame.Clock.WALL, stream, nextSequence, Frame.DoorState.CLOSED, List.of("p1")));
    turns.turn(false);
  }

  long wall() {
    return trueMicros + clockErrorMicros;
  }

  void send(LongFunction<Frame> made) {
    turns.frame(stream, made.apply(++sequence));
    turns.turn(false);
  }

  /** Time passes with the plate at rest. */
  void rest(long micros) {
    for (long until = trueMicros + micros; trueMicros < until; trueMicros += SECOND / 2) {
      long at = wall();
      send(n ->
          new Frame.Samples("b", n, new SampleBlock(at, new int[] {0, 50_000}, new int[] {9, 9})));
    }
  }

  void door(boolean open) {
    long at = wall();
    send(n -> new Frame.Door("b", n, at, open));
  }

  void serverTellsTime() {
    boolean agrees = Math.abs(clockErrorMicros) < 60 * SECOND;
    turns.input(new Input.ClockCompared(agrees, trueMicros, (trueMicros - NOON) * 1_000));
  }

  List<DayClose> closes() {
    return bodies.stream().filter(DayClose.class::isInstance).map(DayClose.class::cast).toList();
  }

  boolean sessionEnded() {
    return bodies.stream().anyMatch(SessionClosed.class::isInstance);
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
    public void keepShelf(@Nullable Tender tender, @Nullable Opening opening) {}

    @Override
    public void alert(Alert alert) {}

    @Override
    public void committed() {}
  }
}
