package dev.loulan.bridge.intake;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.FrameCodec;
import dev.loulan.bridge.frame.FrameException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the payloads of the boards' topics and gives each frame the stream that its board's hello
 * named. Frames of a board before its hello are dropped: that may have a hole which is none.
 */
public final class FrameReceiver {
  private final FrameSink sink;
  // The link tells its listener one thing at a time; the lock makes it visible between its threads.
  private final Map<String, Long> streams = new HashMap<>();

  public FrameReceiver(FrameSink sink) {
    this.sink = sink;
  }

  /** Takes a message; waits while the sink does. */
  public void receive(String board, byte[] payload) throws InterruptedException {
    Frame frame;
    try {
      frame = FrameCodec.decode(payload);
    } catch (FrameException e) {
      sink.malformed(board, String.valueOf(e.getMessage()));
      return;
    }
    if (!frame.board().equals(board)) {
      sink.malformed(board, "The frame is of board " + frame.board());
      return;
    }
    Long streamId;
    synchronized (streams) {
      if (frame instanceof Frame.Hello hello) {
        streams.put(board, hello.streamId());
      }
      streamId = streams.get(board);
    }
    if (streamId != null) {
      sink.frame(streamId, frame);
    }
  }

  /** The connection is gone: each board says hello again. */
  public void disconnected() {
    synchronized (streams) {
      streams.clear();
    }
  }
}
