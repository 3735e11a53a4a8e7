package dev.loulan.bridge.recording;

import dev.loulan.bridge.recording.RecordingException.ErrorCode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One weight column of a CSV file with its times, row by row.
 *
 * <p>Unless named, the first column is the time and the second the weight; when the second's name
 * does not say that it is a weight and just one other's does, by its unit ({@code _g}, {@code _kg},
 * {@code _mg}) or the word weight or mass, that one. The time's unit is in its name ({@code _ms},
 * {@code _us}, otherwise seconds), the weight is in grams unless its name ends in {@code _kg} or
 * {@code _mg}. Times are given in the order of the file: a clock that is set back is for the
 * detector to judge, not an error here.
 */
public final class WeightColumn implements AutoCloseable {
  /** A cell without a reading. */
  public static final int MISSING = RecordedRow.MISSING;

  /** How programs write that there is no number. */
  private static final Set<String> NO_READING =
      Set.of("", "nan", "null", "none", "na", "n/a", "-", "inf", "+inf", "-inf");

  private final CsvFile csv;
  private final int timeColumn;
  private final int weightColumn;
  private final int timeDigits;
  private final int weightDigits;
  private long atMicros;
  private int weightMg;

  /**
   * @param timeName name of the time column, or null for the first
   * @param weightName name of the weight column, or null to choose by the rule above
   */
  public WeightColumn(Path file, @Nullable String timeName, @Nullable String weightName)
      throws RecordingException {
    this.csv = new CsvFile(file);
    try {
      List<String> header = csv.header();
      if (header.size() < 2) {
        throw csv.badHeader("header.twoColumns", header.getFirst());
      }
      if (DecimalText.scaled(header.getFirst(), 0) != DecimalText.NONE) {
        throw csv.badHeader("header.numbers");
      }
      timeColumn = timeName == null ? 0 : csv.column(timeName);
      weightColumn = weightName == null ? weightColumn(header) : csv.column(weightName);
      timeDigits = timeDigits(header.get(timeColumn));
      weightDigits = weightDigits(header.get(weightColumn));
    } catch (RecordingException e) {
      csv.close();
      throw e;
    }
  }

  /**
   * Moves to the next row.
   *
   * @return false at the end
   */
  public boolean next() throws RecordingException {
    String line = csv.nextLine();
    if (line == null) {
      return false;
    }
    List<String> fields = CsvFile.split(line);
    atMicros =
        timeColumn < fields.size()
            ? DecimalText.scaled(fields.get(timeColumn), timeDigits)
            : DecimalText.NONE;
    if (atMicros == DecimalText.NONE) {
      throw csv.badRow(ErrorCode.ROW_UNREADABLE, "row.timeUnreadable");
    }
    weightMg = weight(weightColumn < fields.size() ? fields.get(weightColumn).strip() : "");
    return true;
  }

  private int weight(String text) throws RecordingException {
    if (NO_READING.contains(text.toLowerCase(Locale.ROOT))) {
      return MISSING;
    }
    long mg = DecimalText.scaled(text, weightDigits);
    if (mg == DecimalText.NONE) {
      throw csv.badRow(ErrorCode.ROW_UNREADABLE, "row.weight", text);
    }
    return Math.abs(mg) > Integer.MAX_VALUE ? MISSING : (int) mg;
  }

  /** Time of this row in micros; what second 0 is, the file knows. */
  public long atMicros() {
    return atMicros;
  }

  /** Weight of this row in milligrams, or {@link #MISSING}. */
  public int weightMg() {
    return weightMg;
  }

  /** A time in micros as the file would write it, in its own unit. */
  public BigDecimal inOwnUnit(long micros) {
    return new BigDecimal(DecimalText.text(micros, timeDigits, 0));
  }

  private static int weightColumn(List<String> header) {
    List<Integer> weights =
        IntStream.range(1, header.size()).filter(i -> isWeight(header.get(i))).boxed().toList();
    return weights.size() == 1 && !isWeight(header.get(1)) ? weights.getFirst() : 1;
  }

  private static boolean isWeight(String name) {
    return name.endsWith("_g")
        || name.endsWith("_kg")
        || name.endsWith("_mg")
        || name.contains("weight")
        || name.contains("mass");
  }

  private static int timeDigits(String name) {
    if (name.contains("_ms")) {
      return 3;
    }
    return name.contains("_us") ? 0 : 6;
  }

  private static int weightDigits(String name) {
    if (name.endsWith("_kg")) {
      return 6;
    }
    return name.endsWith("_mg") ? 0 : 3;
  }

  @Override
  public void close() throws RecordingException {
    csv.close();
  }
}
