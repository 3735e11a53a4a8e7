package dev.loulan.testkit.sim;

import dev.loulan.bridge.frame.Frame;
import java.io.IOException;
import java.util.function.LongFunction;

/** Where a simulated board sends its frames; {@code BoardFeed::send} is one. */
@FunctionalInterface
public interface FrameOutput {

  /**
   * Sends a frame; may wait.
   *
   * @param frame makes the frame of its sequence
   * @return the sequence
   */
  long send(LongFunction<Frame> frame) throws IOException, InterruptedException;
}
