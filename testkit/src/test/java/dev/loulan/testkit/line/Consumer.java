package dev.loulan.testkit.line;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.intake.FrameIntake;
import dev.loulan.bridge.intake.FrameSink;
import dev.loulan.bridge.mqtt.MqttOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Consumes frames as the agent does: in order, without the ones it has, counting holes. */
final class Consumer implements FrameSink, AutoCloseable {

  private final Map<String, Long> expected = new ConcurrentHashMap<>();
  private final Map<String, Long> streams = new ConcurrentHashMap<>();
  private final List<Frame> frames = new ArrayList<>();
  private final long slowMicros;
  private final FrameIntake intake;
  private long gaps;
  private long duplicates;

  Consumer(String brokerUri, long slowMicros) throws InterruptedException {
    this.slowMicros = slowMicros;
    this.intake = FrameIntake.open(MqttOptions.of(brokerUri, "agent"), Line.DEVICE, this);
  }

  @Override
  public void frame(long streamId, Frame frame) {
    synchronized (this) {
      take(streamId, frame);
    }
    if (slowMicros > 0) {
      LockSupport.parkNanos(slowMicros * 1_000);
    }
    if (!(frame instanceof Frame.Hello)) {
      intake.consumed(frame.board(), streamId, expected.getOrDefault(frame.board(), 1L) - 1);
    }
  }

  private void take(long streamId, Frame frame) {
    String board = frame.board();
    if (frame instanceof Frame.Hello hello) {
      Long before = streams.put(board, streamId);
      if (before == null || before != streamId) {
        expected.put(board, hello.nextSequence());
      }
      return;
    }
    long next = expected.getOrDefault(board, 1L);
    if (frame.sequence() < next) {
      duplicates++;
      return;
    }
    gaps += frame.sequence() - next;
    expected.put(board, frame.sequence() + 1);
    frames.add(frame);
  }

  synchronized List<Frame> frames() {
    return List.copyOf(frames);
  }

  synchronized long gaps() {
    return gaps;
  }

  synchronized long duplicates() {
    return duplicates;
  }

  @Override
  public void close() {
    intake.close();
  }
}
