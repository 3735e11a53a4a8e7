package dev.loulan.bridge.recording;

import dev.loulan.bridge.recording.RecordingException.ErrorCode;
import dev.loulan.domain.planogram.PlateId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one {@code gondolaN.csv}. */
final class GondolaFile implements AutoCloseable {
  private final String board;
  private final CsvFile csv;
  private final List<PlateId> plates;
  private long lastMicros = Long.MIN_VALUE;

  GondolaFile(String board, Path file) throws RecordingException {
    this.board = board;
    this.csv = new CsvFile(file);
    try {
      this.plates = List.copyOf(plates(csv, board));
    } catch (RecordingException e) {
      csv.close();
      throw e;
    }
  }

  private static List<PlateId> plates(CsvFile csv, String board) throws RecordingException {
    List<String> header = csv.header();
    if (!header.getFirst().equals("unix_s")) {
      throw csv.badHeader("header.noTime", header.getFirst());
    }
    List<PlateId> plates = new ArrayList<>();
    for (String name : header.subList(1, header.size())) {
      plates.add(plate(csv, board, name, plates));
    }
    if (plates.isEmpty()) {
      throw csv.badHeader("header.noPlate");
    }
    return plates;
  }

  private static PlateId plate(CsvFile csv, String board, String name, List<PlateId> before)
      throws RecordingException {
    PlateId plate;
    try {
      plate = new PlateId(board, name);
    } catch (IllegalArgumentException e) {
      throw csv.badHeader("header.badPlate", name);
    }
    if (plate.position() == PlateId.UNKNOWN || before.contains(plate)) {
      throw csv.badHeader("header.plateTwice", name);
    }
    return plate;
  }

  String board() {
    return board;
  }

  List<PlateId> plates() {
    return plates;
  }

  /** The next row, or null at the end. */
  @Nullable RecordedRow next() throws RecordingException {
    String line = csv.nextLine();
    if (line == null) {
      return null;
    }
    int comma = line.indexOf(',');
    long atMicros = comma < 0 ? DecimalText.NONE : DecimalText.scaled(line, 0, comma, 6);
    if (atMicros == DecimalText.NONE) {
      throw csv.badRow(ErrorCode.ROW_UNREADABLE, "row.noTime");
    }
    if (atMicros < lastMicros) {
      throw csv.badRow(ErrorCode.TIME_RUNS_BACKWARDS, "row.backwards", lastMicros - atMicros);
    }
    lastMicros = atMicros;
    return new RecordedRow(board, atMicros, plates, weights(line, comma));
  }

  private int[] weights(String line, int firstComma) throws RecordingException {
    int[] weights = new int[plates.size()];
    int from = firstComma + 1;
    for (int i = 0; i < weights.length; i++) {
      int comma = line.indexOf(',', from);
      boolean last = i + 1 == weights.length;
      if (last != (comma < 0)) {
        throw csv.badRow(ErrorCode.ROW_UNREADABLE, "row.fields", weights.length + 1);
      }
      int to = last ? line.length() : comma;
      weights[i] = weight(line, from, to);
      from = to + 1;
    }
    return weights;
  }

  private int weight(String line, int from, int to) throws RecordingException {
    boolean isNan = to - from == 3 && line.regionMatches(true, from, "nan", 0, 3);
    if (from == to || isNan) {
      return RecordedRow.MISSING;
    }
    long mg = DecimalText.scaled(line, from, to, 3);
    if (mg == DecimalText.NONE) {
      throw csv.badRow(ErrorCode.ROW_UNREADABLE, "row.weight", line.substring(from, to));
    }
    return Math.abs(mg) > Integer.MAX_VALUE ? RecordedRow.MISSING : (int) mg;
  }

  @Override
  public void close() throws RecordingException {
    csv.close();
  }
}
