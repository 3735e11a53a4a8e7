package dev.loulan.agent.ingest;

import dev.loulan.agent.merge.BoardFrame;
import dev.loulan.bridge.frame.Frame;

/** Puts a frame into the form that the merge takes. */
final class FrameTimes {
  private FrameTimes() {}

  static BoardFrame<Frame> of(long stream, Frame frame) {
    long first = firstMicros(frame);
    return new BoardFrame<>(
        frame.board(),
        stream,
        frame.sequence(),
        first,
        untilMicros(frame, first),
        frame instanceof Frame.End,
        frame);
  }

  private static long firstMicros(Frame frame) {
    return switch (frame) {
      case Frame.Samples samples -> samples.block().atMicros(0);
      case Frame.Door door -> door.atMicros();
      case Frame.Scan scan -> scan.atMicros();
      case Frame.Tender tender -> tender.atMicros();
      case Frame.Alive alive -> alive.atMicros();
      case Frame.End end -> end.atMicros();
      case Frame.Hello _, Frame.Ack _, Frame.Refuse _ -> 0;
    };
  }

  /** A board's frames follow each other in time, so nothing before this one's begin follows. */
  private static long untilMicros(Frame frame, long first) {
    return frame instanceof Frame.Samples samples
        ? Math.max(first, samples.block().atMicros(samples.block().samples() - 1))
        : first;
  }
}
