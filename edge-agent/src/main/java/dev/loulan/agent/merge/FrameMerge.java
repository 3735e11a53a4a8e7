package dev.loulan.agent.merge;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Merges the boards of a shelf behind a watermark.
 *
 * <p>A frame comes out once every other board has a frame with a later turn, or has said that
 * nothing before it follows. So a board that was announced and is silent holds back the others,
 * until {@link #exclude} says to go on without it.
 */
public final class FrameMerge<T> {
  private final SortedMap<String, BoardQueue<T>> boards = new TreeMap<>();
  private final boolean followsClocks;
  private final long floorMicros;
  private long shiftMicros;

  /** What became of an offered frame. */
  public enum Taken {
    /** It waits for its turn. */
    QUEUED,
    /** Its sequence was there before; it is dropped and may be acknowledged again. */
    DUPLICATE,
    /** The board has not said hello in this stream; it is dropped. */
    BEFORE_HELLO
  }

  private FrameMerge(Collection<String> announced, boolean followsClocks, long floorMicros) {
    this.followsClocks = followsClocks;
    this.floorMicros = floorMicros;
    announced.forEach(board -> boards.put(board, queue()));
  }

  /**
   * A merge of a feed that tells the time itself.
   *
   * @param announced the boards to wait for from the start; others join with their first hello
   */
  public FrameMerge(Collection<String> announced) {
    this(announced, false, Long.MIN_VALUE);
  }

  /**
   * A merge of boards with clocks that may be set back: time goes on then.
   *
   * @param floorMicros what was reached before; {@link Long#MIN_VALUE} for nothing
   */
  public static <T> FrameMerge<T> ofClocks(Collection<String> announced, long floorMicros) {
    return new FrameMerge<>(announced, true, floorMicros);
  }

  private BoardQueue<T> queue() {
    return new BoardQueue<>(
        followsClocks ? BoardTime.ofClock(floorMicros, shiftMicros) : BoardTime.ofFeed());
  }

  /**
   * A board says hello: frames of this stream follow from this sequence.
   *
   * @return true when the stream is new, false when the board only came back
   */
  public boolean hello(String board, long stream, long nextSequence) {
    return boards.computeIfAbsent(board, _ -> queue()).greet(stream, nextSequence);
  }

  public Taken offer(BoardFrame<T> frame) {
    BoardQueue<T> queue = boards.get(frame.board());
    if (queue == null || !queue.isKnown(frame.stream())) {
      return Taken.BEFORE_HELLO;
    }
    if (frame.sequence() < queue.expected()) {
      return Taken.DUPLICATE;
    }
    queue.add(frame);
    return Taken.QUEUED;
  }

  /** The next frame in order, or empty while it is not certain which one that is. */
  public Optional<Merged<T>> poll() {
    Optional<Merged<T>> next =
        first()
            .filter(e -> holdingBack(e.getKey(), headMicros(e.getValue())).isEmpty())
            .map(e -> e.getValue().take());
    next.ifPresent(merged -> shiftMicros = Math.max(shiftMicros, merged.shiftMicros()));
    return next;
  }

  /** The boards that the frame next in line waits for. */
  public List<String> holdingBack() {
    return first().map(e -> holdingBack(e.getKey(), headMicros(e.getValue()))).orElse(List.of());
  }

  /** The board whose frame is next in line; of equal times the first board's. */
  private Optional<Map.Entry<String, BoardQueue<T>>> first() {
    Map.@Nullable Entry<String, BoardQueue<T>> best = null;
    for (Map.Entry<String, BoardQueue<T>> entry : boards.entrySet()) {
      boolean earlier = best == null || headMicros(entry.getValue()) < headMicros(best.getValue());
      if (entry.getValue().head() != null && earlier) {
        best = entry;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Goes on without a board until it sends again. */
  public void exclude(String board) {
    BoardQueue<T> queue = boards.get(board);
    if (queue != null) {
      queue.exclude();
    }
  }

  /** Frames that wait for their turn, over all boards. */
  public int waiting() {
    return boards.values().stream().mapToInt(BoardQueue::size).sum();
  }

  private List<String> holdingBack(String board, long atMicros) {
    return boards.entrySet().stream()
        .filter(e -> e.getValue().head() == null)
        .filter(e -> !e.getValue().allows(board, atMicros, e.getKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static <T> long headMicros(BoardQueue<T> queue) {
    Merged<T> head = queue.head();
    return head == null ? Long.MAX_VALUE : head.atMicros();
  }
}
