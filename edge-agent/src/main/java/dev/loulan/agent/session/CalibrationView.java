package dev.loulan.agent.session;

import org.jspecify.annotations.Nullable;

/**
 * How far the calibration of a plate has come, as pages and the person at the shelf see it.
 *
 * @param request the last one that was taken in
 * @param plate {@code board/plate}
 * @param refused why the last request led to nothing; null when it did not
 * @param readMg what the plate read when it was last calm, before any correction
 * @param sigmaMg standard deviation of that
 * @param zeroMg what the empty plate reads
 * @param gainPpm true weight by what the board says, in millionths
 * @param gainSigmaPpm its standard deviation, as the readings' noise gives it; 0 before a weight
 */
public record CalibrationView(
    long request,
    String plate,
    State state,
    @Nullable Refusal refused,
    long readMg,
    long sigmaMg,
    long zeroMg,
    long gainPpm,
    long gainSigmaPpm) {

  /** Whether the plate weighs nothing now. */
  public boolean isUnderWay() {
    return state != State.APPLIED && state != State.CANCELLED;
  }

  /** What was done last. */
  public enum State {
    /** The plate weighs nothing now; it is to be emptied. */
    BEGUN,
    /** Readings are gathered. */
    MEASURING,
    /** The zero is known; a known weight may follow. */
    EMPTY,
    /** Zero and gain are known; a further weight may follow. */
    WEIGHED,
    /** Zero and gain are in the journal and in use. */
    APPLIED,
    /** The plate weighs as it did before. */
    CANCELLED
  }

  /** Why a request led to nothing. */
  public enum Refusal {
    /** No board has this plate. */
    NO_SUCH_PLATE,
    /** Another plate is being calibrated. */
    BUSY,
    /** A shopper's session is open. */
    SHOPPER_INSIDE,
    /** What must come before has not been done. */
    OUT_OF_ORDER,
    /** The plate did not come to rest. */
    NOT_CALM,
    /** The plate gave no readings for ten seconds. */
    NO_READINGS,
    /** The plate reads no more than when it was empty. */
    NO_WEIGHT,
    /** The plate reads less with the weight than without. */
    WRONG_DIRECTION,
    /** The weight is too light to tell the gain through the plate's noise. */
    TOO_LIGHT,
    /** Weight and reading differ by more than a quarter. */
    IMPLAUSIBLE
  }
}
