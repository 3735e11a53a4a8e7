package dev.loulan.clearing.statement;

import dev.loulan.clearing.text.Texts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A statement as rows of text, amounts in major units. */
record StatementTable(Bundle bundle, Locale language) {
  private static final int SHARE_DECIMALS = 4;

  List<String> columns() {
    return List.of(Texts.in(language, "statement.columns").split(",", -1));
  }

  List<List<String>> rows() {
    return bundle.lines().stream().map(this::row).toList();
  }

  private List<String> row(StatementLine line) {
    Optional<Group> group = line.group();
    return List.of(
        Long.toString(line.line()),
        kind(line),
        group.map(Group::day).orElse(""),
        line.run() > 0 ? Long.toString(line.run()) : "",
        group.map(Group::shelf).orElse(""),
        group.filter(g -> g.version() > 0).map(g -> g.agreementId() + "/" + g.version()).orElse(""),
        line.saleId().orElse(""),
        hasGross(line) ? amount(line.grossMinor(), 0) : "",
        isShare(line) ? amount(line.exactTenThousandths(), SHARE_DECIMALS) : "",
        isPosted(line) ? amount(line.amountMinor(), 0) : "");
  }

  private String kind(StatementLine line) {
    String kind = Texts.in(language, "statement.kind." + line.kind().word());
    return line.reversal() ? Texts.in(language, "statement.reversal", kind) : kind;
  }

  private static boolean isShare(StatementLine line) {
    return switch (line.kind()) {
      case SALE, ADJUSTMENT, ROUNDING -> true;
      case HELD, DAY, TRUE_UP, TIERS, RENT, GUARANTEE, CAP, MONTH, TOTAL -> false;
    };
  }

  private static boolean isPosted(StatementLine line) {
    return switch (line.kind()) {
      case DAY, TRUE_UP, TIERS, RENT, GUARANTEE, CAP, TOTAL -> true;
      case SALE, ADJUSTMENT, HELD, MONTH, ROUNDING -> false;
    };
  }

  private static boolean hasGross(StatementLine line) {
    return switch (line.kind()) {
      case SALE, ADJUSTMENT, HELD, DAY, TRUE_UP, TOTAL -> true;
      case TIERS, RENT, GUARANTEE, CAP, MONTH, ROUNDING -> false;
    };
  }

  /** An amount in major units. */
  private String amount(long value, int finer) {
    int digits =
        java.util.Currency.getInstance(bundle.currency()).getDefaultFractionDigits() + finer;
    return BigDecimal.valueOf(value, digits).toPlainString();
  }
}
