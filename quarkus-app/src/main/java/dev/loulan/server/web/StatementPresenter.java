package dev.loulan.server.web;

import dev.loulan.domain.json.Fields;
import dev.loulan.server.identity.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Puts a settled day into words: every line down to its sale, each party's exact part, and the sums
 * below. A host or supplier sees its own column; a supplier its own lines only.
 */
final class StatementPresenter {
  private static final long TEN_THOUSANDTHS = 10_000;
  private static final Set<String> LINES = Set.of("sale", "rounding", "trueUp", "adjustment");
  private static final Set<String> CASES =
      Set.of(
          "late",
          "early",
          "review",
          "bankDiffers",
          "missingAtBank",
          "missingAtProvider",
          "missingInJournal",
          "amountDiffers",
          "duplicateLine",
          "duplicateReference",
          "costMissing",
          "noAgreement",
          "contested");
  private static final Set<String> STATES = Set.of("held", "released", "settled", "open");

  private record Column(String role, String partyId) {}

  private final Formats formats;
  private final Texts texts;
  private final Role role;
  private final Scope scope;
  private final SharesPresenter shares;
  private final ToLongFunction<String> saleNumber;

  /**
   * @param saleNumber the number of a sale on its device
   */
  StatementPresenter(
      Texts texts,
      Role role,
      Scope scope,
      SharesPresenter shares,
      ToLongFunction<String> saleNumber) {
    this.texts = texts;
    this.formats = new Formats(texts.locale());
    this.role = role;
    this.scope = scope;
    this.shares = shares;
    this.saleNumber = saleNumber;
  }

  StatementView view(Fields statement) {
    Split split = Split.of(statement, scope);
    List<Column> columns = columns(split);
    Map<Column, Long> sums = new LinkedHashMap<>();
    columns.forEach(column -> sums.put(column, 0L));
    List<StatementView.LineView> lines = new ArrayList<>();
    long grossMinor = 0;
    for (Fields line : statement.objects("lines")) {
      if (shows(line)) {
        lines.add(line(line, columns, split.currency(), sums));
        grossMinor += line.integerOrNone("gross").orElse(0L);
      }
    }
    Fields bill = statement.objectOrNone("bill").orElse(statement);
    return new StatementView(
        split.day(),
        statement.integerOrNone("run").orElse(1L),
        shares.view(split),
        statement.integerOrNone("sales").orElse(0L),
        statement.integerOrNone("reviews").orElse(0L),
        bill.integerOrNone("matched").orElse(0L),
        bill.integerOrNone("missing").orElse(0L),
        bill.integerOrNone("differing").orElse(0L),
        bill.flag("assertedByOperator"),
        scope.everything(),
        String.join(", ", statement.texts("waiting")),
        columns.stream().map(column -> SharesPresenter.partyKey(column.role())).toList(),
        lines,
        scope.everything() ? cases(statement, split.currency()) : List.of(),
        sums.values().stream().map(exact -> sum(exact, split.currency())).toList(),
        formats.money(grossMinor, split.currency()));
  }

  private List<Column> columns(Split split) {
    Set<Column> columns = new LinkedHashSet<>();
    for (Split.Part part : split.parts()) {
      if (scope.everything() || scope.mine(part.partyId())) {
        columns.add(new Column(part.role(), part.partyId()));
      }
    }
    return List.copyOf(columns);
  }

  private boolean shows(Fields line) {
    if (scope.everything()) {
      return true;
    }
    if (role == Role.SUPPLIER && line.textOrNone("supplierId").isPresent()) {
      return scope.mine(line.text("supplierId"));
    }
    return line.objects("shares").stream().anyMatch(share -> scope.mine(share.text("partyId")));
  }

  private StatementView.LineView line(
      Fields line, List<Column> columns, String currency, Map<Column, Long> sums) {
    Map<Column, Long> exact = new LinkedHashMap<>();
    for (Fields share : line.objects("shares")) {
      exact.merge(
          new Column(share.text("party"), share.text("partyId")),
          share.integer("exact"),
          Math::addExact);
    }
    List<String> cells = new ArrayList<>();
    for (Column column : columns) {
      long value = exact.getOrDefault(column, 0L);
      sums.merge(column, value, Math::addExact);
      cells.add(formats.exact(value));
    }
    String saleId = line.textOrNone("saleId").orElse("");
    String kind = line.text("kind");
    return new StatementView.LineView(
        "line." + (LINES.contains(kind) ? kind : "other"),
        saleId.isEmpty() ? "" : label(line),
        saleId.isEmpty() ? "" : SalePresenter.link(saleId),
        line.integerOrNone("gross").map(minor -> formats.money(minor, currency)).orElse(""),
        cells);
  }

  private String label(Fields line) {
    String sale =
        texts.with("sale.title", Long.toString(saleNumber.applyAsLong(line.text("saleId"))));
    return line.flag("reversal") ? texts.with("line.takenBack", sale) : sale;
  }

  /** Whole minor units as money; what is not whole shows that a line is missing. */
  private String sum(long exact, String currency) {
    return exact % TEN_THOUSANDTHS == 0
        ? formats.money(exact / TEN_THOUSANDTHS, currency)
        : formats.exact(exact);
  }

  /** The text's key of a kind of case. */
  static String caseKey(String kind) {
    return "kind." + (CASES.contains(kind) ? kind : "other");
  }

  private List<StatementView.CaseView> cases(Fields statement, String currency) {
    List<StatementView.CaseView> views = new ArrayList<>();
    for (Fields each : statement.objects("cases")) {
      String kind = each.text("kind");
      String state = each.textOrNone("state").orElse("");
      String saleId = each.textOrNone("saleId").orElse("");
      views.add(
          new StatementView.CaseView(
              caseKey(kind),
              "case." + (STATES.contains(state) ? state : "open"),
              each.textOrNone("reference").orElse(""),
              formats.money(each.integerOrNone("amount").orElse(0L), currency),
              saleId.isEmpty() ? "" : SalePresenter.link(saleId)));
    }
    return views;
  }
}
