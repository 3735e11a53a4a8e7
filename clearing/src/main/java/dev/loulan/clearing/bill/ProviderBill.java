package dev.loulan.clearing.bill;

import dev.loulan.clearing.table.Row;
import dev.loulan.clearing.table.TableFile;
import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.text.InputFile;
import dev.loulan.clearing.yaml.Settings;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a provider's bill of one day for one merchant. Rows that are no payments are passed over. A
 * bill of another day, merchant or currency, and a payment that stands there twice, are refused.
 */
public final class ProviderBill {
  private final BillLayout layout;
  private final BusinessDay day;
  private final Currency currency;
  private final String merchant;
  private final DateTimeFormatter times;

  /** The layouts that are known. */
  public enum Provider {
    WECHAT_PAY,
    ALIPAY,
    STRIPE
  }

  /** A bill in one of the layouts that are known. */
  public ProviderBill(Provider provider, BusinessDay day, Currency currency, String merchant) {
    this(
        switch (provider) {
          case WECHAT_PAY -> BillLayout.WECHAT_PAY;
          case ALIPAY -> BillLayout.ALIPAY;
          case STRIPE -> BillLayout.STRIPE;
        },
        day,
        currency,
        merchant);
  }

  /**
   * A bill of any provider.
   *
   * @param mapping which column means what, {@code docs/formats/bill-mapping.md}
   * @throws InputException naming what is wrong with the mapping
   */
  public ProviderBill(Settings mapping, BusinessDay day, Currency currency, String merchant) {
    this(BillMapping.layout(mapping), day, currency, merchant);
  }

  private ProviderBill(BillLayout layout, BusinessDay day, Currency currency, String merchant) {
    this.layout = layout;
    this.day = day;
    this.currency = currency;
    this.merchant = merchant;
    this.times =
        DateTimeFormatter.ofPattern(layout.pattern(), Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
  }

  /**
   * Reads a file; the result is what {@code submitBill} takes, asserted by the operator.
   *
   * @throws InputException naming file, line and column of what is wrong
   */
  public Json.Obj read(Path path) {
    return read(path.toString(), InputFile.bytes(path));
  }

  /** As {@link #read(Path)}, from bytes. */
  public Json.Obj read(String file, byte[] bytes) {
    BillEnds ends = BillEnds.of(file, bytes, layout);
    TableFile table = TableFile.of(file, ends.table(), layout.format());
    table.require(layout.columns());
    ends.requireOwner(merchant);
    List<Json> lines = new ArrayList<>();
    TreeMap<String, Long> seen = new TreeMap<>();
    for (Row row : table.rows()) {
      if (layout.kind().map(kind -> value(row, kind).equals(layout.payment())).orElse(true)) {
        lines.add(line(row, seen));
      }
    }
    ends.check(table.rows(), digits());
    return new JsonObjectBuilder()
        .text("day", day.date())
        .text("provider", layout.provider())
        .text("merchant", merchant)
        .text("currency", currency.code())
        .array("lines", lines)
        .build();
  }

  private Json line(Row row, SortedMap<String, Long> seen) {
    requireMerchant(row);
    requireCurrency(row);
    LocalDateTime at = time(row);
    String reference = layout.reference().map(column -> reference(row, column, seen)).orElse("");
    return new JsonObjectBuilder()
        .text("reference", reference)
        .integer("amount", amount(row, layout.amount()))
        .integer("fee", layout.fee().map(column -> amount(row, column)).orElse(0L))
        .text("at", at.atOffset(ZoneOffset.of(layout.offset())).toString())
        .build();
  }

  private String reference(Row row, String column, SortedMap<String, Long> seen) {
    String reference = value(row, column);
    if (reference.isEmpty()) {
      throw row.wrong(column, "table.blank");
    }
    Long before = seen.putIfAbsent(reference, row.line());
    if (before != null) {
      throw row.wrong(column, "bill.twice", reference, before);
    }
    return reference;
  }

  private LocalDateTime time(Row row) {
    String text = value(row, layout.time());
    LocalDateTime at;
    try {
      at = LocalDateTime.parse(text, times);
    } catch (java.time.DateTimeException e) {
      throw row.wrong(layout.time(), "table.date", text);
    }
    if (!at.toLocalDate().toString().equals(day.date())) {
      throw row.wrong(layout.time(), "bill.day", text, day.date());
    }
    return at;
  }

  private void requireMerchant(Row row) {
    layout
        .merchant()
        .filter(column -> !value(row, column).equals(merchant))
        .ifPresent(column -> {
          throw row.wrong(column, "bill.merchant", value(row, column), merchant);
        });
  }

  private void requireCurrency(Row row) {
    layout
        .currency()
        .filter(column -> !value(row, column).toUpperCase(Locale.ROOT).equals(currency.code()))
        .ifPresent(column -> {
          throw row.wrong(column, "bill.currency", value(row, column), currency.code());
        });
  }

  private long amount(Row row, String column) {
    return row.amount(column, layout.quote(), digits())
        .orElseThrow(() -> row.wrong(column, "table.blank"));
  }

  private int digits() {
    return java.util.Currency.getInstance(currency.code()).getDefaultFractionDigits();
  }

  private String value(Row row, String column) {
    String text = row.text(column);
    return text.startsWith(layout.quote()) ? text.substring(layout.quote().length()) : text;
  }
}
