package dev.loulan.cli.replay;

import dev.loulan.bridge.client.BoardClient;
import dev.loulan.bridge.client.BoardFeed;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.recording.RecordedRow;
import dev.loulan.bridge.recording.Recording;
import dev.loulan.bridge.recording.RecordingException;
import dev.loulan.bridge.recording.RowReader;
import dev.loulan.domain.planogram.PlateId;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends a recording to a bridge as its boards would have. Door and scans go out on the first board,
 * in time with its samples. One thread.
 */
final class RecordingFeed {
  private final Recording recording;
  private final Map<String, BoardRows> boards = new LinkedHashMap<>();
  private final Speed speed;
  private final long startNanos = System.nanoTime();
  private long firstMicros = Long.MIN_VALUE;
  private int nextDoor;
  private int nextScan;

  RecordingFeed(Recording recording, BoardClient client, Speed speed, long seed) {
    this.recording = recording;
    this.speed = speed;
    boolean first = true;
    for (Map.Entry<String, List<PlateId>> board : recording.boards().entrySet()) {
      Frame.DoorState door = Frame.DoorState.NO_DOOR;
      if (first && !recording.door().isEmpty()) {
        door = recording.door().getFirst().open() ? Frame.DoorState.CLOSED : Frame.DoorState.OPEN;
      }
      first = false;
      List<String> plates = board.getValue().stream().map(PlateId::plate).toList();
      long streamId = seed * 1_000_003 + boards.size() + 1;
      BoardFeed feed = client.board(board.getKey(), Frame.Clock.SIMULATED, streamId, door, plates);
      boards.put(board.getKey(), new BoardRows(feed));
    }
  }

  /** The feed of a board; the drill of a lost frame needs it. */
  BoardFeed board(String name) {
    BoardRows board = boards.get(name);
    if (board == null) {
      throw dev.loulan.cli.output.Failure.usage("replay.noBoard", name);
    }
    return board.feed();
  }

  /** Sends all rows; returns the time of the last one. */
  long sendRows() throws IOException, InterruptedException, RecordingException {
    long last = Long.MIN_VALUE;
    try (RowReader rows = recording.rows()) {
      for (RecordedRow row = rows.next(); row != null; row = rows.next()) {
        last = row.atMicros();
        if (firstMicros == Long.MIN_VALUE) {
          firstMicros = last;
        }
        speed.await(firstMicros, startNanos, last);
        sendDoorAndScans(last);
        BoardRows board = boards.get(row.board());
        if (board != null) {
          board.add(row);
        }
      }
    }
    sendDoorAndScans(Long.MAX_VALUE);
    for (BoardRows board : boards.values()) {
      board.flush();
    }
    return last;
  }

  private void sendDoorAndScans(long untilMicros) throws IOException, InterruptedException {
    BoardRows first = boards.values().iterator().next();
    while (nextDoor < recording.door().size()
        && recording.door().get(nextDoor).atMicros() <= untilMicros) {
      Recording.DoorRow door = recording.door().get(nextDoor++);
      first.flush();
      first.feed().door(door.atMicros(), door.open());
    }
    while (nextScan < recording.scans().size()
        && recording.scans().get(nextScan).atMicros() <= untilMicros) {
      Recording.ScanRow scan = recording.scans().get(nextScan++);
      first.flush();
      first.feed().scan(scan.atMicros(), scan.code());
    }
  }

  /** Says on every board that time went on without samples, then that the feed is over. */
  void end(long atMicros) throws IOException, InterruptedException {
    for (BoardRows board : boards.values()) {
      board.feed().alive(atMicros);
    }
    for (BoardRows board : boards.values()) {
      board.feed().end(atMicros);
    }
  }

  /** Waits until the agent consumed everything. */
  boolean awaitConsumed(Duration timeout) throws IOException, InterruptedException {
    for (BoardRows board : boards.values()) {
      if (!board.feed().awaitAcknowledged(timeout)) {
        return false;
      }
    }
    return true;
  }
}
