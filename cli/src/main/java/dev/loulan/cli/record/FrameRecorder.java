package dev.loulan.cli.record;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.FrameCodec;
import dev.loulan.bridge.frame.FrameException;
import dev.loulan.bridge.frame.SampleBlock;
import dev.loulan.bridge.recording.RecordingException;
import dev.loulan.bridge.recording.RecordingWriter;
import dev.loulan.cli.output.JsonText;
import dev.loulan.domain.planogram.PlateId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns frames into rows. A frame seen before, or of a board whose plates are not known yet, is
 * left out. One thread at a time.
 */
final class FrameRecorder {
  private final RecordingWriter writer;
  private final Runnable onEnd;
  private final Map<String, Board> boards = new TreeMap<>();
  private long frames;
  private long rows;
  private @Nullable RecordingException failure;

  private static final class Board {
    private final long streamId;
    private final List<PlateId> plates;
    private long lastSequence;
    private boolean ended;

    Board(long streamId, List<PlateId> plates) {
      this.streamId = streamId;
      this.plates = plates;
    }
  }

  FrameRecorder(RecordingWriter writer, Runnable onEnd) {
    this.writer = writer;
    this.onEnd = onEnd;
  }

  synchronized void accept(byte[] payload) {
    if (failure != null) {
      return;
    }
    try {
      Frame frame = FrameCodec.decode(payload);
      if (frame instanceof Frame.Hello hello) {
        greet(hello);
        return;
      }
      Board board = boards.get(frame.board());
      if (board != null && frame.sequence() > board.lastSequence) {
        board.lastSequence = frame.sequence();
        frames++;
        write(frame, board);
      }
    } catch (FrameException e) {
      // The agent counts damaged frames; a recording holds what could be read.
    } catch (RecordingException e) {
      failure = e;
      onEnd.run();
    }
  }

  private void greet(Frame.Hello hello) {
    Board known = boards.get(hello.board());
    if (known == null || known.streamId != hello.streamId()) {
      List<PlateId> plates =
          hello.plates().stream().map(plate -> new PlateId(hello.board(), plate)).toList();
      boards.put(hello.board(), new Board(hello.streamId(), plates));
    }
  }

  private void write(Frame frame, Board board) throws RecordingException {
    switch (frame) {
      case Frame.Samples samples -> samples(samples, board);
      case Frame.Door door -> writer.door(door.atMicros(), door.open());
      case Frame.Scan scan -> writer.scan(scan.atMicros(), scan.code());
      case Frame.End _ -> {
        board.ended = true;
        if (boards.values().stream().allMatch(b -> b.ended)) {
          onEnd.run();
        }
      }
      case Frame.Hello _, Frame.Tender _, Frame.Alive _, Frame.Ack _, Frame.Refuse _ -> {
        // A recording has no place for these.
      }
    }
  }

  private void samples(Frame.Samples samples, Board board) throws RecordingException {
    SampleBlock block = samples.block();
    for (int sample = 0; sample < block.samples(); sample++) {
      int[] weights = new int[block.plates()];
      for (int plate = 0; plate < weights.length; plate++) {
        weights[plate] = block.readingMg(sample, plate);
      }
      writer.row(samples.board(), block.atMicros(sample), board.plates, weights);
      rows++;
    }
  }

  synchronized long frames() {
    return frames;
  }

  synchronized long rows() {
    return rows;
  }

  synchronized void throwFailure() throws RecordingException {
    if (failure != null) {
      throw failure;
    }
  }

  synchronized Map<String, @Nullable Object> json(Path folder) {
    return JsonText.object(
        "folder",
        folder.toString(),
        "boards",
        List.copyOf(boards.keySet()),
        "frames",
        frames,
        "rows",
        rows);
  }
}
