package dev.loulan.server.device;

import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.server.http.Problem;
import dev.loulan.sync.intake.IntakeException;
import dev.loulan.sync.intake.Position;

/** A refused segment as a problem; it always names the position to go on from. */
final class SegmentProblem {
  private SegmentProblem() {}

  static Problem of(IntakeException e, Position position) {
    int status =
        switch (e.code()) {
          case SEGMENT -> 400;
          case TOO_LARGE -> 413;
          case KEY_UNKNOWN, KEY_DIFFERS, POSITION, FORK, SET_BACK, QUARANTINED, EPOCH_PARENT -> 409;
          case SIGNATURE, ROOT, ENTRY, COUNTER, KEY_CHANGE, CLOCK_SIMULATED -> 422;
        };
    return new Problem(
        status,
        e.code().name(),
        String.valueOf(e.getMessage()),
        new JsonObjectBuilder().json("position", position.json()).build());
  }
}
