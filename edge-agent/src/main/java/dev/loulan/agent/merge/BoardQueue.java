package dev.loulan.agent.merge;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** What one board has sent and is not merged yet. */
final class BoardQueue<T> {
  private final BoardTime time;
  private static final int MOST_FORMER = 8;

  private final ArrayDeque<Merged<T>> waiting = new ArrayDeque<>();
  private final LinkedHashMap<Long, Long> formerExpected = new LinkedHashMap<>();
  private long stream;
  private long expected;
  private long owedGap;
  private boolean greeted;
  private boolean ended;
  private boolean excluded;

  BoardQueue(BoardTime time) {
    this.time = time;
  }

  /**
   * Says which stream follows and its next sequence; returns whether it is a new stream. A bridge
   * that repeats what was not consumed goes back to the stream before a board's restart.
   */
  boolean greet(long newStream, long nextSequence) {
    if (greeted && stream != newStream) {
      leaveFor(newStream);
    }
    boolean isNew = !greeted || stream != newStream;
    excluded = false;
    if (isNew) {
      stream = newStream;
      expected = nextSequence;
      greeted = true;
      ended = false;
    } else if (nextSequence > expected) {
      owedGap += nextSequence - expected;
      expected = nextSequence;
    }
    return isNew;
  }

  private void leaveFor(long newStream) {
    formerExpected.put(stream, expected);
    Long known = formerExpected.remove(newStream);
    if (known != null) {
      stream = newStream;
      expected = known;
    } else if (formerExpected.size() > MOST_FORMER) {
      formerExpected.pollFirstEntry();
    }
  }

  boolean isKnown(long ofStream) {
    return greeted && stream == ofStream;
  }

  long expected() {
    return expected;
  }

  void add(BoardFrame<T> frame) {
    long missing = owedGap + frame.sequence() - expected;
    owedGap = 0;
    expected = frame.sequence() + 1;
    excluded = false;
    long at = time.take(frame.atMicros(), frame.untilMicros());
    ended = frame.last();
    waiting.add(new Merged<>(frame, at, time.shiftMicros(), missing));
  }

  @Nullable Merged<T> head() {
    return waiting.peek();
  }

  Merged<T> take() {
    return waiting.remove();
  }

  int size() {
    return waiting.size();
  }

  void exclude() {
    excluded = true;
  }

  /** Whether a frame at this time on that board may come out although this queue is empty. */
  boolean allows(String board, long atMicros, String thisBoard) {
    if (excluded || ended) {
      return true;
    }
    long until = time.untilMicros();
    return greeted && (until > atMicros || (until == atMicros && thisBoard.compareTo(board) >= 0));
  }
}
