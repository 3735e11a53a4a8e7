package dev.loulan.agent.session;

import dev.loulan.inference.signal.ShelfSignal;
import dev.loulan.inference.signal.WatchedPlate;
import org.jspecify.annotations.Nullable;

/**
 * What all parts of the machine look at: the boards, the plates' signals, the documents in effect,
 * the phase and the time. It decides nothing. Belongs to the machine's thread.
 */
final class ShelfState {
  final Boards boards = new Boards();
  final Documents documents = new Documents();
  final SampleWindows windows = new SampleWindows();
  final Outbox out;
  private final WatchedPlate.Factory plates;
  private ShelfSettings settings;
  private @Nullable ShelfSignal signal;
  private Phase phase = new Phase.Idle();
  private boolean locked;
  private long nowMicros = Long.MIN_VALUE;
  private long shiftMicros;
  private long firstSampleMicros = Long.MAX_VALUE;

  ShelfState(ShelfSettings settings, boolean clockTrusted, WatchedPlate.Factory plates) {
    this.settings = settings;
    this.out = new Outbox(clockTrusted);
    this.plates = plates;
  }

  ShelfSettings settings() {
    return settings;
  }

  void settings(ShelfSettings now) {
    settings = now;
  }

  Phase phase() {
    return phase;
  }

  void enter(Phase next) {
    phase = next;
  }

  boolean isIdle() {
    return phase instanceof Phase.Idle;
  }

  /** The session that is open or closing. */
  @Nullable OpenSession session() {
    return switch (phase) {
      case Phase.Open open -> open.session();
      case Phase.Closing closing -> closing.session();
      case Phase.Asking asking -> asking.session();
      case Phase.Idle _, Phase.Skipping _ -> null;
    };
  }

  ShelfMode mode() {
    if (boards.hasDoor()) {
      return ShelfMode.DOOR;
    }
    return settings.wholeFeed() ? ShelfMode.WHOLE_FEED : ShelfMode.OPEN_SHELF;
  }

  /** The plates' signals; made when a board first asks, over the planogram of that moment. */
  ShelfSignal signal() {
    ShelfSignal known = signal;
    if (known == null) {
      known = new ShelfSignal(documents.current().planogram(), plates);
      signal = known;
    }
    return known;
  }

  /** As {@link #signal}, without making it. */
  @Nullable ShelfSignal signalSoFar() {
    return signal;
  }

  void locked(boolean now) {
    locked = now;
  }

  boolean isLocked() {
    return locked;
  }

  /** Time goes on, and is so far ahead of the boards' clock. */
  void advance(long toMicros, long shift) {
    nowMicros = Math.max(nowMicros, toMicros);
    shiftMicros = shift;
    windows.shifted(shift);
  }

  /**
   * The event time reached, which never goes back and by which all durations are counted; {@link
   * Long#MIN_VALUE} before the first frame.
   */
  long nowMicros() {
    return nowMicros;
  }

  /** How far the event time is ahead of the boards' clock, because that was set back. */
  long shiftMicros() {
    return shiftMicros;
  }

  /** As {@link #nowMicros}, and 0 before the first frame. */
  long seenMicros() {
    return nowMicros == Long.MIN_VALUE ? 0 : nowMicros;
  }

  /** The time by the boards' clock, for entries and for people; 0 before the first frame. */
  long wallMicros() {
    return nowMicros == Long.MIN_VALUE ? 0 : nowMicros - shiftMicros;
  }

  void sampled() {
    firstSampleMicros = Math.min(firstSampleMicros, nowMicros);
  }

  boolean hasSamples() {
    return firstSampleMicros != Long.MAX_VALUE;
  }

  /** Time of the first sample since the boot; {@link Long#MAX_VALUE} before it. */
  long firstSampleMicros() {
    return firstSampleMicros;
  }
}
