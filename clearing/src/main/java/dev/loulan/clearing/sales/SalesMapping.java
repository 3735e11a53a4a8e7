package dev.loulan.clearing.sales;

import dev.loulan.clearing.table.TableFormat;
import dev.loulan.clearing.table.TableSettings;
import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.yaml.Settings;
import dev.loulan.domain.Currency;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the columns of a sales file mean; {@code docs/formats/sales-mapping.md} is its table.
 *
 * @param columns where each field stands
 * @param constants what a field is where the file has no such column
 * @param dates how the day of a sale and of a bill is written
 * @param cash values of the tender's column that mean cash
 * @param holds values of a column that mean that a line waits for a person
 */
public record SalesMapping(
    TableFormat format,
    Currency currency,
    int decimals,
    String provider,
    String merchant,
    long taxBp,
    Map<SalesField, String> columns,
    Map<SalesField, String> constants,
    DateTimeFormatter dates,
    List<String> cash,
    List<Hold> holds) {
  private static final List<String> MEMBERS =
      List.of(
          "format",
          "encoding",
          "byteOrderMark",
          "delimiter",
          "thousands",
          "headerLine",
          "comment",
          "currency",
          "provider",
          "merchant",
          "taxBp",
          "dates",
          "columns",
          "constants",
          "cash",
          "hold");

  /** A line whose column has one of the values is held as {@code kind}. */
  public record Hold(String kind, String column, List<String> values) {}

  /**
   * Reads a mapping.
   *
   * @throws InputException naming file, line and column of what is wrong
   */
  public static SalesMapping read(Path path) {
    return of(Settings.read(path));
  }

  public static SalesMapping of(Settings settings) {
    settings.allowOnly(MEMBERS);
    if (settings.number("format", 1) != 1) {
      throw settings.wrong("format", "mapping.format", settings.text("format"));
    }
    Currency currency = currency(settings);
    return new SalesMapping(
        TableSettings.of(settings),
        currency,
        java.util.Currency.getInstance(currency.code()).getDefaultFractionDigits(),
        settings.text("provider"),
        settings.textOrNone("merchant").orElse("merchant"),
        settings.number("taxBp", 0),
        fields(settings, "columns"),
        fields(settings, "constants"),
        dates(settings),
        settings.texts("cash"),
        settings.mappings("hold").stream().map(SalesMapping::hold).toList());
  }

  Optional<String> column(SalesField field) {
    return Optional.ofNullable(columns.get(field));
  }

  Optional<String> constant(SalesField field) {
    return Optional.ofNullable(constants.get(field));
  }

  private static Currency currency(Settings settings) {
    try {
      return new Currency(settings.text("currency"));
    } catch (IllegalArgumentException e) {
      throw settings.wrong("currency", "mapping.currency", settings.text("currency"));
    }
  }

  private static DateTimeFormatter dates(Settings settings) {
    String pattern = settings.textOrNone("dates").orElse("uuuu-MM-dd");
    try {
      return DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw settings.wrong("dates", "mapping.dates", pattern);
    }
  }

  private static Map<SalesField, String> fields(Settings settings, String member) {
    Map<SalesField, String> fields = new EnumMap<>(SalesField.class);
    settings
        .mappingOrNone(member)
        .ifPresent(named -> {
          named.allowOnly(SalesField.words());
          named.names().forEach(name -> fields.put(SalesField.ofWord(name), named.text(name)));
        });
    return fields;
  }

  private static Hold hold(Settings settings) {
    settings.allowOnly(List.of("kind", "column", "values"));
    return new Hold(settings.text("kind"), settings.text("column"), settings.texts("values"));
  }
}
