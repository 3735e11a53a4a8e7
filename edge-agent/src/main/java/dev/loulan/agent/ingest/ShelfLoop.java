package dev.loulan.agent.ingest;

import dev.loulan.agent.session.AlertCode;
import dev.loulan.agent.session.Input;
import dev.loulan.agent.session.ShelfView;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.intake.FrameSink;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The agent's one thread: takes frames and other inputs from a bounded queue and gives them to
 * {@link ShelfTurns}.
 *
 * <p>A full queue makes the broker wait. Nothing is taken from it once the journal has failed, so
 * that frames stay with their boards.
 */
public final class ShelfLoop implements FrameSink, InputSink {
  private static final int CAPACITY = 512;

  private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final ShelfTurns turns;
  private boolean stopping;

  private sealed interface Item {}

  private record FrameItem(long stream, Frame frame) implements Item {}

  private record InputItem(Input input) implements Item {}

  private record StopItem() implements Item {}

  public ShelfLoop(ShelfTurns turns) {
    this.turns = turns;
  }

  /** Waits while the queue is full. */
  @Override
  public void frame(long streamId, Frame frame) throws InterruptedException {
    queue.put(new FrameItem(streamId, frame));
  }

  @Override
  public void malformed(String board, String reason) {
    AlertCode code = AlertCode.MALFORMED_FRAME;
    var _ = queue.offer(new InputItem(new Input.HostAlert(code.word(), code.level(), board, 1)));
  }

  /** Waits while the queue is full. */
  @Override
  public void input(Input input) throws InterruptedException {
    queue.put(new InputItem(input));
  }

  /** Does not wait: false while the queue is full. */
  public boolean offer(Input input) {
    return queue.offer(new InputItem(input));
  }

  /** What was last seen; any thread. */
  public ShelfView view() {
    return turns.view();
  }

  /** Lets {@link #run} return once all that is in the queue is done. */
  public void stop() throws InterruptedException {
    queue.put(new StopItem());
  }

  /**
   * Works until stopped.
   *
   * @throws dev.loulan.journal.JournalException when the journal failed; nothing more is taken
   */
  public void run() throws InterruptedException {
    while (!stopping) {
      Item item = queue.poll(100, TimeUnit.MILLISECONDS);
      if (item != null) {
        take(item);
      }
      turns.turn(item == null);
    }
    turns.finish();
  }

  private void take(Item item) {
    switch (item) {
      case FrameItem(long stream, Frame frame) -> turns.frame(stream, frame);
      case InputItem(Input input) -> turns.input(input);
      case StopItem _ -> stopping = true;
    }
  }
}
