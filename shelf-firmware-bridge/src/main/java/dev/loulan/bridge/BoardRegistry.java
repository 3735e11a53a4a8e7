package dev.loulan.bridge;

import dev.loulan.bridge.frame.Frame.Hello;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The boards of a bridge by name. Any thread may call. */
final class BoardRegistry {

  private final SortedMap<String, BoardStream> boards = new ConcurrentSkipListMap<>();
  private final Map<String, Integer> plates = new ConcurrentSkipListMap<>();
  private final int maxBoards;
  private final Runnable wakePublisher;

  BoardRegistry(int maxBoards, Runnable wakePublisher) {
    this.maxBoards = maxBoards;
    this.wakePublisher = wakePublisher;
  }

  /** The stream of the board that says hello, or null when there are too many. */
  @Nullable BoardStream greet(Hello hello, BoardHandler handler) {
    BoardStream board;
    synchronized (this) {
      board = boards.get(hello.board());
      if (board == null) {
        if (boards.size() >= maxBoards) {
          return null;
        }
        board = new BoardStream();
        boards.put(hello.board(), board);
      }
    }
    plates.put(hello.board(), hello.plates().size());
    if (board.hello(hello, handler) instanceof BoardHandler before) {
      before.takenOver(hello.board());
    }
    somethingToPublish();
    return board;
  }

  int plates(String board) {
    return plates.getOrDefault(board, 0);
  }

  @Nullable BoardStream find(String board) {
    return boards.get(board);
  }

  SortedMap<String, BoardStream> all() {
    return boards;
  }

  int waiting() {
    return boards.values().stream().mapToInt(BoardStream::waiting).sum();
  }

  void rewindAll() {
    boards.values().forEach(BoardStream::rewind);
    somethingToPublish();
  }

  void somethingToPublish() {
    wakePublisher.run();
  }
}
