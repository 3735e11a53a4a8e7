package dev.loulan.clearing.bill;

import dev.loulan.clearing.table.Row;
import dev.loulan.clearing.table.TableFile;
import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.text.Place;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a provider writes around a bill's table: whose bill it is, the sums below, the line that
 * ends it. A file that was cut, joined to itself or is of another account shows there.
 */
final class BillEnds {
  private final String file;
  private final BillLayout layout;
  private final byte[] table;
  private final List<String> below;
  private final long firstBelow;

  private BillEnds(String file, BillLayout layout, byte[] table, String below) {
    this.file = file;
    this.layout = layout;
    this.table = table;
    this.below = below.lines().filter(line -> !line.isBlank()).toList();
    this.firstBelow = 1 + count(table);
  }

  /**
   * Cuts the sums off the table.
   *
   * @throws InputException when they or the last line are missing
   */
  static BillEnds of(String file, byte[] bytes, BillLayout layout) {
    layout.end().ifPresent(end -> requireEnd(file, bytes, layout, end));
    if (layout.summary().isEmpty()) {
      return new BillEnds(file, layout, bytes, "");
    }
    int at = find(bytes, bytes(layout, "\n" + layout.summary().get()));
    if (at < 0) {
      requireTable(file, bytes, layout);
      throw InputException.at(
          Place.at(file, 1 + count(bytes), 0), "bill.noSummary", layout.summary().get());
    }
    String below = new String(bytes, at + 1, bytes.length - at - 1, layout.format().encoding());
    return new BillEnds(file, layout, Arrays.copyOf(bytes, at + 1), below);
  }

  byte[] table() {
    return table.clone();
  }

  /** Holds the provider's own count and sum against the rows. */
  void check(List<Row> rows, int digits) {
    if (layout.total().isEmpty()) {
      return;
    }
    if (below.size() != 2) {
      String key = below.size() < 2 ? "bill.noSums" : "table.repeated";
      throw InputException.at(Place.at(file, firstBelow + Math.min(2, below.size()), 0), key);
    }
    List<String> names = List.of(below.getFirst().split(",", -1));
    List<String> values = List.of(below.getLast().split(",", -1));
    if (values.size() != names.size()) {
      throw InputException.at(
          Place.at(file, firstBelow + 1, values.size()),
          "table.fields",
          values.size(),
          names.size());
    }
    require(names, values, layout.summary().orElseThrow(), rows.size(), 0);
    long sum = 0;
    for (Row row : rows) {
      sum = Math.addExact(sum, row.amount(layout.amount(), layout.quote(), digits).orElse(0L));
    }
    require(names, values, layout.total().get(), sum, digits);
  }

  /** The account that the file is for must be the one that was named. */
  void requireOwner(String merchant) {
    Optional<String> owner = layout.owner();
    if (owner.isEmpty()) {
      return;
    }
    long number = 0;
    for (String line : new String(table, layout.format().encoding()).lines().toList()) {
      number++;
      if (line.startsWith(owner.get())) {
        if (!line.contains("[" + merchant)) {
          throw InputException.at(
              Place.at(file, number, 1),
              "bill.merchant",
              line.substring(owner.get().length()),
              merchant);
        }
        return;
      }
    }
    throw InputException.at(Place.at(file, 1, 0), "bill.noOwner", owner.get());
  }

  private void require(
      List<String> names, List<String> values, String name, long found, int digits) {
    int place = names.indexOf(name);
    String said = place < 0 ? "" : values.get(place).strip();
    said = said.startsWith(layout.quote()) ? said.substring(layout.quote().length()) : said;
    String counted = BigDecimal.valueOf(found, digits).toPlainString();
    if (!said.equals(counted)) {
      throw InputException.at(
          Place.at(file, firstBelow + 1, place + 1L), "bill.sum", name, said, counted);
    }
  }

  private static void requireEnd(String file, byte[] bytes, BillLayout layout, String end) {
    int at = find(bytes, bytes(layout, "\n" + end));
    if (at < 0) {
      requireTable(file, bytes, layout);
      throw InputException.at(Place.at(file, 1 + count(bytes), 0), "bill.noEnd", end);
    }
  }

  /** Where the table itself is broken, that says more than the line that is missing below. */
  private static void requireTable(String file, byte[] bytes, BillLayout layout) {
    var _ = TableFile.of(file, bytes, layout.format());
  }

  private static byte[] bytes(BillLayout layout, String text) {
    return text.getBytes(layout.format().encoding());
  }

  private static int find(byte[] in, byte[] mark) {
    for (int at = 0; at + mark.length <= in.length; at++) {
      if (Arrays.equals(in, at, at + mark.length, mark, 0, mark.length)) {
        return at;
      }
    }
    return -1;
  }

  private static long count(byte[] bytes) {
    long lines = 0;
    for (byte each : bytes) {
      lines += each == '\n' ? 1 : 0;
    }
    return lines;
  }
}
