package dev.loulan.cli.replay;

import dev.loulan.bridge.client.BoardFeed;
import dev.loulan.bridge.frame.SampleBlock;
import dev.loulan.bridge.recording.RecordedRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Collects the rows of one board into frames of at most 100 ms. */
final class BoardRows {
  private static final long FRAME_MICROS = 80_000;
  private static final int MOST_READINGS = 12_000;

  private final BoardFeed feed;
  private final List<RecordedRow> rows = new ArrayList<>();
  private long lastMicros = Long.MIN_VALUE;

  BoardRows(BoardFeed feed) {
    this.feed = feed;
  }

  BoardFeed feed() {
    return feed;
  }

  /** Time of the last row, sent or not. */
  long lastMicros() {
    return lastMicros;
  }

  void add(RecordedRow row) throws IOException, InterruptedException {
    if (!rows.isEmpty() && isFull(row)) {
      flush();
    }
    rows.add(row);
    lastMicros = row.atMicros();
  }

  private boolean isFull(RecordedRow row) {
    return row.atMicros() - rows.getFirst().atMicros() >= FRAME_MICROS
        || (rows.size() + 1) * row.weightsMg().length > MOST_READINGS;
  }

  /** Sends what was collected. */
  void flush() throws IOException, InterruptedException {
    if (rows.isEmpty()) {
      return;
    }
    long first = rows.getFirst().atMicros();
    int plates = rows.getFirst().weightsMg().length;
    int[] offsets = new int[rows.size()];
    int[] readings = new int[rows.size() * plates];
    for (int i = 0; i < rows.size(); i++) {
      offsets[i] = (int) (rows.get(i).atMicros() - first);
      System.arraycopy(rows.get(i).weightsMg(), 0, readings, i * plates, plates);
    }
    rows.clear();
    feed.samples(new SampleBlock(first, offsets, readings));
  }
}
