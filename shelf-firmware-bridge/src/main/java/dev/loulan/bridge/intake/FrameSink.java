package dev.loulan.bridge.intake;

import dev.loulan.bridge.frame.Frame;

/** Takes the frames of all boards, one at a time. */
public interface FrameSink {

  /**
   * A frame of a board, in the order of its stream: a {@link Frame.Hello} first, then frames from
   * its next sequence on. After a reconnect the hello and some frames come again; those at or below
   * the highest sequence seen are duplicates. A sequence that is left out is missing for good.
   *
   * <p>May block while the receiver is busy; the broker then waits.
   *
   * @param streamId the stream that the frame belongs to
   */
  void frame(long streamId, Frame frame) throws InterruptedException;

  /** A payload on a board's topic is no frame; it was dropped. */
  default void malformed(String board, String reason) {}

  /** The broker is there, or is gone with a reason. */
  default void broker(boolean connected, String reason) {}
}
