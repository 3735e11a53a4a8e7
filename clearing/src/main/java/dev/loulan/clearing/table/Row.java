package dev.loulan.clearing.table;

import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.text.Place;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One row; fields are asked for by column, and each complaint names it. Surrounding blanks go. */
public final class Row {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d{1,9})?");
  private static final BigDecimal LARGEST = new BigDecimal("9999999999");
  private static final int LONGEST_NAME = 96;

  private final String file;
  private final long line;
  private final Map<String, Integer> columns;
  private final String[] values;
  private final TableFormat format;

  Row(String file, long line, Map<String, Integer> columns, String[] values, TableFormat format) {
    this.file = file;
    this.line = line;
    this.columns = columns;
    this.values = values;
    this.format = format;
  }

  /** The line of the file on which the row begins, from 1. */
  public long line() {
    return line;
  }

  /** The field's text; empty when nothing stands there. */
  public String text(String column) {
    Integer index = columns.get(column);
    if (index == null) {
      throw InputException.at(Place.at(file, line, 0), "table.noColumn", column);
    }
    return values[index].strip();
  }

  /** The field's text, which must be there. */
  public String required(String column) {
    String text = name(column);
    if (text.isEmpty()) {
      throw wrong(column, "table.blank");
    }
    return text;
  }

  /**
   * A field that names a thing; empty when nothing stands there.
   *
   * @throws InputException when it is longer than a journal takes
   */
  public String name(String column) {
    String text = text(column);
    if (text.length() > LONGEST_NAME) {
      throw wrong(column, "table.tooLong", text.length(), LONGEST_NAME);
    }
    return text;
  }

  public LocalDate date(String column, DateTimeFormatter pattern) {
    String text = required(column);
    try {
      return LocalDate.parse(text, pattern);
    } catch (DateTimeException e) {
      throw wrong(column, "table.date", text);
    }
  }

  public LocalDateTime time(String column, DateTimeFormatter pattern) {
    String text = required(column);
    try {
      return LocalDateTime.parse(text, pattern);
    } catch (DateTimeException e) {
      throw wrong(column, "table.date", text);
    }
  }

  /** The number in a field, or nothing when the field is empty. */
  public Optional<BigDecimal> number(String column) {
    return number(column, "");
  }

  private Optional<BigDecimal> number(String column, String prefix) {
    String full = text(column);
    String text = full.startsWith(prefix) ? full.substring(prefix.length()) : full;
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String digits = format.thousands().isEmpty() ? text : ungrouped(column, text);
    if (!NUMBER.matcher(digits).matches()) {
      boolean grouped = text.matches("[+-]?\\d{1,3}([, ' \u00a0]\\d{3})+([.,]\\d+)?");
      throw wrong(column, grouped ? "table.thousands" : "table.number", text);
    }
    if (digits.length() > LONGEST_NAME || new BigDecimal(digits).abs().compareTo(LARGEST) > 0) {
      throw wrong(column, "table.tooLarge", text, LARGEST);
    }
    return Optional.of(new BigDecimal(digits));
  }

  /**
   * The amount in a field in minor units, or nothing when the field is empty.
   *
   * @param digits decimals of the currency
   */
  public Optional<Long> amount(String column, int digits) {
    return number(column).map(number -> minor(column, number, digits));
  }

  /** As {@link #amount(String, int)}, where a prefix may stand before the number. */
  public Optional<Long> amount(String column, String prefix, int digits) {
    return number(column, prefix).map(number -> minor(column, number, digits));
  }

  private long minor(String column, BigDecimal number, int digits) {
    try {
      return number.movePointRight(digits).longValueExact();
    } catch (ArithmeticException e) {
      throw wrong(column, "table.decimals", number.toPlainString(), digits);
    }
  }

  private String ungrouped(String column, String text) {
    String group = Pattern.quote(format.thousands());
    if (text.contains(format.thousands())
        && !text.matches("[+-]?\\d{1,3}(" + group + "\\d{3})+(\\.\\d+)?")) {
      throw wrong(column, "table.number", text);
    }
    return text.replace(format.thousands(), "");
  }

  /** An error about one field. */
  public InputException wrong(String column, String key, Object... values) {
    return InputException.at(place(column), key, values);
  }

  public Place place(String column) {
    Integer index = columns.get(column);
    return new Place(file, line, index == null ? 0 : index + 1L, column);
  }
}
