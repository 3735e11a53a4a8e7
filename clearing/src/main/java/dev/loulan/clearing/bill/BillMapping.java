package dev.loulan.clearing.bill;

import dev.loulan.clearing.table.TableFormat;
import dev.loulan.clearing.table.TableSettings;
import dev.loulan.clearing.yaml.Settings;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads which column of a provider's bill means what; {@code docs/formats/bill-mapping.md}. */
final class BillMapping {
  private static final List<String> MEMBERS =
      List.of("format", "provider", "summary", "quote", "times", "offset", "columns", "payment");
  private static final List<String> COLUMNS =
      List.of("time", "reference", "amount", "fee", "merchant", "currency", "kind");

  private BillMapping() {}

  static BillLayout layout(Settings settings) {
    List<String> members = new ArrayList<>(MEMBERS);
    members.addAll(TableSettings.MEMBERS);
    settings.allowOnly(members);
    if (settings.number("format", 1) != 1) {
      throw settings.wrong("format", "mapping.format", settings.text("format"));
    }
    Settings columns =
        settings
            .mappingOrNone("columns")
            .orElseThrow(() -> settings.wrong("columns", "yaml.missing", "columns"));
    columns.allowOnly(COLUMNS);
    TableFormat format = TableSettings.of(settings);
    return new BillLayout(
        settings.text("provider"),
        format,
        settings.textOrNone("summary"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        settings.textOrNone("quote").orElse(""),
        columns.text("time"),
        times(settings),
        offset(settings),
        columns.textOrNone("reference"),
        columns.text("amount"),
        columns.textOrNone("fee"),
        columns.textOrNone("merchant"),
        columns.textOrNone("currency"),
        columns.textOrNone("kind"),
        columns.textOrNone("kind").isPresent() ? settings.text("payment") : "");
  }

  private static String times(Settings settings) {
    String pattern = settings.textOrNone("times").orElse("uuuu-MM-dd HH:mm:ss").replace('y', 'u');
    try {
      var _ = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
      return pattern;
    } catch (IllegalArgumentException e) {
      throw settings.wrong("times", "mapping.dates", pattern);
    }
  }

  private static String offset(Settings settings) {
    String offset = settings.textOrNone("offset").orElse("Z");
    try {
      return ZoneOffset.of(offset).getId();
    } catch (DateTimeException e) {
      throw settings.wrong("offset", "bill.offset", offset);
    }
  }
}
