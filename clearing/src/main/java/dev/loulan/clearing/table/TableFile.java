package dev.loulan.clearing.table;

import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.text.InputFile;
import dev.loulan.clearing.text.Place;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A table as its rows; {@code .gz} is read as well. The whole file is read and checked at once. */
public final class TableFile {
  private final String file;
  private final byte[] bytes;
  private final TableFormat format;
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final List<Row> rows = new ArrayList<>();

  private TableFile(String file, byte[] bytes, TableFormat format) {
    this.file = file;
    this.bytes = bytes;
    this.format = format;
  }

  /**
   * Reads a file.
   *
   * @throws InputException when it is not such a table
   */
  public static TableFile read(Path path, TableFormat format) {
    return of(path.toString(), InputFile.bytes(path), format);
  }

  /** As {@link #read}, from bytes. */
  public static TableFile of(String file, byte[] bytes, TableFormat format) {
    TableFile table = new TableFile(file, bytes, format);
    table.parse();
    return table;
  }

  public String file() {
    return file;
  }

  /** The file's bytes, decompressed. */
  public byte[] bytes() {
    return bytes.clone();
  }

  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /** Whether there is such a column. */
  public boolean has(String column) {
    return columns.containsKey(column);
  }

  /**
   * Refuses a table without one of the columns.
   *
   * @throws InputException naming the first that is missing and those that are there
   */
  public void require(Iterable<String> names) {
    for (String name : names) {
      if (!columns.containsKey(name)) {
        throw InputException.at(
            Place.at(file, format.header() + 1L, 0),
            "table.columnMissing",
            name,
            String.join(", ", columns.keySet()));
      }
    }
  }

  private void parse() {
    String text = TableText.decode(file, bytes, format);
    CSVFormat csv = CSVFormat.RFC4180.builder().setDelimiter(format.delimiter()).get();
    long line = 1;
    try (CSVParser parser = CSVParser.parse(new StringReader(text), csv)) {
      int before = 0;
      for (CSVRecord row : parser) {
        if (before++ >= format.header() && !isComment(row)) {
          take(row, line);
        }
        line = parser.getCurrentLineNumber() + 1;
      }
    } catch (IOException | IllegalStateException | java.io.UncheckedIOException e) {
      throw InputException.at(Place.at(file, line, 0), "table.quote");
    }
    if (columns.isEmpty()) {
      throw InputException.at(Place.of(file), "table.empty");
    }
  }

  private boolean isComment(CSVRecord row) {
    boolean blank = row.size() == 1 && row.get(0).isBlank();
    boolean marked = !format.comment().isEmpty() && row.get(0).startsWith(format.comment());
    return blank || marked;
  }

  private void take(CSVRecord row, long line) {
    if (columns.isEmpty()) {
      names(row, line);
      return;
    }
    if (row.size() != columns.size()) {
      throw InputException.at(
          Place.at(file, line, row.size()), "table.fields", row.size(), columns.size());
    }
    if (row.get(0).strip().equals(columns.keySet().iterator().next())) {
      throw InputException.at(Place.at(file, line, 1), "table.repeated");
    }
    rows.add(new Row(file, line, columns, row.values(), format));
  }

  private void names(CSVRecord row, long line) {
    for (int i = 0; i < row.size(); i++) {
      String name = row.get(i).strip();
      if (columns.put(name, i) != null) {
        throw InputException.at(Place.at(file, line, i + 1L), "table.columnTwice", name);
      }
    }
  }
}
