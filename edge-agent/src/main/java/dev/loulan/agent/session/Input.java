package dev.loulan.agent.session;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.journal.entry.AlertLevel;
import java.util.List;

/** What the session machine is told, one at a time. */
public sealed interface Input {

  /** A board said hello; its place in the order does not matter. */
  record Hello(Frame.Hello hello, boolean newStream) implements Input {}

  /**
   * The next frame of all boards.
   *
   * @param atMicros its event time as the shelf counts it: it never goes back
   * @param shiftMicros how far that is ahead of the board's clock, which may have been set back
   * @param missingBefore frames of the board that are missing just before it
   */
  record Next(long stream, Frame frame, long atMicros, long shiftMicros, long missingBefore)
      implements Input {

    /** A frame of a board whose clock was never set back. */
    public Next(long stream, Frame frame, long atMicros, long missingBefore) {
      this(stream, frame, atMicros, 0, missingBefore);
    }
  }

  /** A board has been silent for too long; the others go on without it. */
  record BoardSilent(String board) implements Input {}

  /** Verified documents arrived; each takes effect at its time. */
  record DocumentsArrived(List<ShelfDocument> documents) implements Input {
    public DocumentsArrived {
      documents = List.copyOf(documents);
    }
  }

  /** The operator's settings arrived or changed. */
  record SettingsArrived(ShelfSettings settings) implements Input {}

  /** Whether the clock is known to be right, now and for what follows. */
  record ClockTrust(boolean trusted) implements Input {}

  /**
   * The server told its time; what follows for the clock is said by {@link ClockTrust}.
   *
   * @param agrees whether the device's clock is within a minute of it
   * @param atNanos of the monotonic clock when the answer came
   */
  record ClockCompared(boolean agrees, long serverMicros, long atNanos) implements Input {}

  /** Restocking begins or ends: sessions opened meanwhile are not sales. */
  record Restocking(boolean on) implements Input {}

  /**
   * The next act of a person who calibrates a plate; what comes of it is in the {@link ShelfView}.
   *
   * @param request larger than that of any act before it
   * @param trueMg the known weight on the plate; of no matter for the other acts
   */
  record Calibrate(long request, PlateId plate, Act act, long trueMg) implements Input {

    /** In their order; a weight may come once or more, or not at all. */
    public enum Act {
      /** The plate weighs nothing from now on. */
      BEGIN,
      /** The plate is empty. */
      EMPTY,
      /** A known weight lies on it. */
      WEIGHT,
      /** The goods are back: the new zero and gain count from now on. */
      APPLY,
      /** The plate weighs again as it did before. */
      CANCEL
    }
  }

  /** Whether nobody may open the shelf now. */
  record Locked(boolean locked) implements Input {}

  /** Something outside the machine that belongs in the journal. */
  record HostAlert(String code, AlertLevel level, String subject, long count) implements Input {}

  /** Time for a sign of life in the journal; absent in simulated runs. */
  record Heartbeat() implements Input {}

  /** Nothing has arrived for a while: frames held back for a crash may be acknowledged. */
  record Idle() implements Input {}
}
