package dev.loulan.agent.session;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.SampleBlock;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.signal.ShelfSignal;
import dev.loulan.inference.signal.WatchedPlate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The boards that have said hello: their plates, doors and whether they still send. */
final class Boards {

  private static final class Board {
    private long stream;
    private List<WatchedPlate> plates = List.of();
    private Frame.DoorState door = Frame.DoorState.UNKNOWN;
    private boolean ended;
    private boolean silent;
  }

  private final SortedMap<String, Board> boards = new TreeMap<>();
  private boolean scanner;

  /**
   * Returns whether the board restarted: it was there before with another stream.
   *
   * @param newStream false when an earlier stream only comes again
   */
  boolean hello(Frame.Hello hello, boolean newStream, ShelfSignal signal) {
    Board known = boards.get(hello.board());
    Board board = boards.computeIfAbsent(hello.board(), _ -> new Board());
    boolean restarted = known != null && newStream && board.stream != hello.streamId();
    board.stream = hello.streamId();
    if (known == null || restarted) {
      board.plates = plates(hello, signal);
      board.ended = false;
      board.door = hello.door();
    }
    board.silent = false;
    return restarted;
  }

  private static List<WatchedPlate> plates(Frame.Hello hello, ShelfSignal signal) {
    List<WatchedPlate> plates = new ArrayList<>();
    for (String plate : hello.plates()) {
      plates.add(signal.plate(new PlateId(hello.board(), plate)));
    }
    return List.copyOf(plates);
  }

  /** Whether a board said hello with this plate. */
  boolean hasPlate(PlateId plate) {
    Board board = boards.get(plate.board());
    return board != null && board.plates.stream().anyMatch(p -> p.plate().equals(plate));
  }

  /** Another signal reads the plate from now on. */
  void replace(WatchedPlate plate) {
    Board board = boards.get(plate.plate().board());
    if (board != null) {
      board.plates =
          board.plates.stream().map(p -> p.plate().equals(plate.plate()) ? plate : p).toList();
    }
  }

  /** Returns false when the block does not fit the plates that the board said hello with. */
  boolean feed(
      String name, SampleBlock read, long shiftMicros, PlateScales scales, SampleWindows windows) {
    Board board = boards.get(name);
    if (board == null || board.plates.size() != read.plates()) {
      return false;
    }
    SampleBlock block = scales.weights(board.plates, read, shiftMicros);
    for (int sample = 0; sample < block.samples(); sample++) {
      long at = block.atMicros(sample) + shiftMicros;
      for (int p = 0; p < board.plates.size(); p++) {
        WatchedPlate plate = board.plates.get(p);
        plate.accept(at, block.readingMg(sample, p));
      }
      windows.add(name, board.plates, block, sample, at);
    }
    return true;
  }

  /** Notes a door change; returns whether the door was known to be in that position already. */
  boolean door(String name, boolean open) {
    Board board = boards.computeIfAbsent(name, _ -> new Board());
    Frame.DoorState now = open ? Frame.DoorState.OPEN : Frame.DoorState.CLOSED;
    boolean same = board.door == now;
    board.door = now;
    return same;
  }

  /** A code was scanned, so there is a scanner. */
  void scanned() {
    scanner = true;
  }

  boolean hasScanner() {
    return scanner;
  }

  boolean hasDoor() {
    return boards.values().stream()
        .anyMatch(b -> b.door == Frame.DoorState.OPEN || b.door == Frame.DoorState.CLOSED);
  }

  boolean anyDoorOpen() {
    return boards.values().stream().anyMatch(b -> b.door == Frame.DoorState.OPEN);
  }

  void heard(String name) {
    Board board = boards.get(name);
    if (board != null) {
      board.silent = false;
    }
  }

  void silent(String name) {
    boards.computeIfAbsent(name, _ -> new Board()).silent = true;
  }

  boolean isSilent(String name) {
    Board board = boards.get(name);
    return board == null || board.silent;
  }

  void ended(String name) {
    Board board = boards.get(name);
    if (board != null) {
      board.ended = true;
    }
  }

  boolean haveAllEnded() {
    return !boards.isEmpty() && boards.values().stream().allMatch(b -> b.ended);
  }

  int plates() {
    return boards.values().stream().mapToInt(b -> b.plates.size()).sum();
  }

  /** Names the feed by its first board, whatever frame of it was seen first. */
  Optional<String> feedId() {
    return boards.entrySet().stream()
        .findFirst()
        .map(first -> SessionIds.of(first.getKey(), first.getValue().stream, 1));
  }
}
