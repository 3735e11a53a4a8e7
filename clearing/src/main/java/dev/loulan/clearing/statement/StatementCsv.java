package dev.loulan.clearing.statement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A statement as CSV (RFC 4180, UTF-8), with English column names for other programs. */
public final class StatementCsv {
  private StatementCsv() {}

  public static String of(Bundle bundle) {
    StatementTable table = new StatementTable(bundle, Locale.ENGLISH);
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
      printer.printRecord(table.columns());
      for (List<String> row : table.rows()) {
        printer.printRecord(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
