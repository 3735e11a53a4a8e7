package dev.loulan.clearing.sales;

import dev.loulan.clearing.table.Row;
import dev.loulan.clearing.table.TableFile;
import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.text.Place;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sales file as lines that were checked.
 *
 * @param bytes what was read, decompressed; its hash names the file on every journal entry
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SalesFile(String file, byte[] bytes, List<SoldLine> lines) {

  /** Keeps its own copy of the lines. */
  public SalesFile {
    lines = List.copyOf(lines);
  }

  /**
   * Reads the whole file; nothing is given back unless every line can be read.
   *
   * @throws InputException naming file, line and column
   */
  public static SalesFile read(Path path, SalesMapping mapping) {
    return of(TableFile.read(path, mapping.format()), mapping);
  }

  public static SalesFile of(TableFile table, SalesMapping mapping) {
    Reader reader = new Reader(table, mapping);
    return new SalesFile(table.file(), table.bytes(), reader.lines());
  }

  public long totalMinor() {
    return lines.stream().mapToLong(SoldLine::totalMinor).reduce(0L, Math::addExact);
  }

  private record Reader(TableFile table, SalesMapping mapping) {

    List<SoldLine> lines() {
      require();
      List<SoldLine> lines = new ArrayList<>();
      for (Row row : table.rows()) {
        lines.add(line(row));
      }
      if (lines.isEmpty()) {
        throw InputException.at(Place.of(table.file()), "sales.none");
      }
      mapping
          .column(SalesField.TRANSACTION_TOTAL)
          .ifPresent(column -> requireTotals(lines, column));
      return lines;
    }

    private void require() {
      table.require(mapping.columns().values());
      table.require(mapping.holds().stream().map(SalesMapping.Hold::column).toList());
      for (SalesField field :
          List.of(SalesField.DEVICE, SalesField.SITE, SalesField.DAY, SalesField.LINE_TOTAL)) {
        if (mapping.column(field).isEmpty() && mapping.constant(field).isEmpty()) {
          throw InputException.at(Place.of(table.file()), "sales.unmapped", field.word());
        }
      }
    }

    private SoldLine line(Row row) {
      Optional<BigDecimal> quantity = mapping.column(SalesField.QUANTITY).flatMap(row::number);
      Optional<Long> price = amount(row, SalesField.UNIT_PRICE);
      String column = mapping.columns().getOrDefault(SalesField.LINE_TOTAL, "");
      long total =
          row.amount(column, mapping.decimals())
              .orElseThrow(() -> row.wrong(column, "table.blank"));
      Optional<String> hold = hold(row, quantity, price, total);
      boolean counted = hold.isEmpty() && quantity.isPresent() && price.isPresent();
      return new SoldLine(
          row.line(),
          hold.isPresent() ? textOfHeld(row, SalesField.DEVICE) : text(row, SalesField.DEVICE),
          hold.isPresent() ? textOfHeld(row, SalesField.SITE) : text(row, SalesField.SITE),
          product(row),
          transaction(row, hold.isPresent()),
          date(row, SalesField.DAY).orElseThrow(),
          mapping.column(SalesField.BILL_DAY).isPresent()
              ? date(row, SalesField.BILL_DAY)
              : date(row, SalesField.DAY),
          mapping
              .column(SalesField.TENDER)
              .map(row::text)
              .filter(mapping.cash()::contains)
              .isPresent(),
          counted ? quantity.orElseThrow().longValueExact() : 1,
          counted ? price.orElseThrow() : total,
          total,
          hold);
    }

    private Optional<String> hold(
        Row row, Optional<BigDecimal> quantity, Optional<Long> price, long total) {
      for (SalesMapping.Hold hold : mapping.holds()) {
        if (hold.values().contains(row.text(hold.column()))) {
          return Optional.of(hold.kind());
        }
      }
      if (mapping.column(SalesField.PRODUCT).map(row::text).filter(String::isEmpty).isPresent()) {
        return Optional.of("noProduct");
      }
      if (total < 0) {
        return Optional.of("refund");
      }
      return fits(quantity, price, total) ? Optional.empty() : Optional.of("totalDiffers");
    }

    /** Whether quantity times price is the total, where the file gives both. */
    private boolean fits(Optional<BigDecimal> quantity, Optional<Long> price, long total) {
      boolean given = mapping.column(SalesField.QUANTITY).isPresent();
      if (!given || mapping.column(SalesField.UNIT_PRICE).isEmpty()) {
        return true;
      }
      if (quantity.isEmpty() || price.isEmpty() || price.get() < 0) {
        return false;
      }
      BigDecimal units = quantity.get().stripTrailingZeros();
      return units.scale() <= 0
          && units.signum() > 0
          && units.multiply(BigDecimal.valueOf(price.get())).compareTo(BigDecimal.valueOf(total))
              == 0;
    }

    private String product(Row row) {
      return mapping
          .column(SalesField.PRODUCT)
          .map(row::name)
          .or(() -> mapping.constant(SalesField.PRODUCT))
          .orElse("goods");
    }

    private String text(Row row, SalesField field) {
      return mapping
          .column(field)
          .map(row::required)
          .or(() -> mapping.constant(field))
          .orElseThrow();
    }

    /** A line that waits for a person may lack what only that person can add. */
    private String textOfHeld(Row row, SalesField field) {
      String text =
          mapping.column(field).map(row::name).or(() -> mapping.constant(field)).orElse("");
      return text.isEmpty() ? "unknown" : text;
    }

    private String transaction(Row row, boolean held) {
      Optional<String> column = mapping.column(SalesField.TRANSACTION);
      String own = "line-" + row.line();
      return held
          ? column.map(row::name).filter(text -> !text.isEmpty()).orElse(own)
          : column.map(row::required).orElse(own);
    }

    private Optional<Long> amount(Row row, SalesField field) {
      return mapping.column(field).flatMap(column -> row.amount(column, mapping.decimals()));
    }

    private Optional<LocalDate> date(Row row, SalesField field) {
      String column = mapping.columns().getOrDefault(field, "");
      boolean blank = field == SalesField.BILL_DAY && row.text(column).isEmpty();
      return blank ? Optional.empty() : Optional.of(row.date(column, mapping.dates()));
    }

    /** A cut or doubled file shows in the transaction whose lines no longer add up. */
    private void requireTotals(List<SoldLine> lines, String column) {
      Map<String, Long> sums = new LinkedHashMap<>();
      lines.forEach(line ->
          sums.merge(line.device() + "\n" + line.transaction(), line.totalMinor(), Math::addExact));
      for (int i = 0; i < lines.size(); i++) {
        SoldLine line = lines.get(i);
        Row row = table.rows().get(i);
        long sum = sums.getOrDefault(line.device() + "\n" + line.transaction(), 0L);
        Optional<Long> told = row.amount(column, mapping.decimals());
        if (told.isEmpty() && line.hold().isEmpty()) {
          throw row.wrong(column, "table.blank");
        }
        if (told.isPresent() && told.get() != sum) {
          throw row.wrong(
              column, "sales.total", line.transaction(), decimal(sum), decimal(told.get()));
        }
      }
    }

    private String decimal(long minor) {
      return BigDecimal.valueOf(minor, mapping.decimals()).toPlainString();
    }
  }
}
