package dev.loulan.bridge.recording;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of all gondolas of a recording, merged by time and, at one time, by number. */
public final class RowReader implements AutoCloseable {
  private final List<GondolaFile> files = new ArrayList<>();
  private final List<@Nullable RecordedRow> heads = new ArrayList<>();

  RowReader(Map<String, Path> gondolas) throws RecordingException {
    try {
      for (var gondola : gondolas.entrySet()) {
        files.add(new GondolaFile(gondola.getKey(), gondola.getValue()));
      }
      for (GondolaFile file : files) {
        heads.add(file.next());
      }
    } catch (RecordingException e) {
      close();
      throw e;
    }
  }

  /**
   * The next row, or null at the end.
   *
   * @throws RecordingException when a row cannot be read or its time runs backwards; names file and
   *     line
   */
  public @Nullable RecordedRow next() throws RecordingException {
    int first = -1;
    RecordedRow row = null;
    for (int i = 0; i < heads.size(); i++) {
      RecordedRow head = heads.get(i);
      if (head != null && (row == null || head.atMicros() < row.atMicros())) {
        row = head;
        first = i;
      }
    }
    if (row != null) {
      heads.set(first, files.get(first).next());
    }
    return row;
  }

  @Override
  public void close() throws RecordingException {
    for (GondolaFile file : files) {
      file.close();
    }
  }
}
