package dev.loulan.server.web;

import dev.loulan.domain.json.Fields;
import dev.loulan.server.identity.Account;
import dev.loulan.server.identity.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Puts a day's cases and contests into words; who does not run shelves sees its own sales only. */
final class CasesPresenter {
  private static final Set<String> STATES = Set.of("held", "released", "settled", "open");
  private static final Set<String> DISPUTES =
      Set.of("open", "overdue", "answered", "settled", "withdrawn");

  private final Texts texts;
  private final Formats formats;
  private final Account account;
  private final Scope scope;
  private final Figures figures;

  CasesPresenter(Texts texts, Account account, Figures figures) {
    this.texts = texts;
    this.formats = new Formats(texts.locale());
    this.account = account;
    this.scope = Scope.of(account, figures.agreements());
    this.figures = figures;
  }

  /**
   * The page.
   *
   * @param matched what the contract says of the day's cases, for each currency
   * @param disputes over the day's sales
   */
  CasesView view(
      String day,
      List<Fields> matched,
      List<Fields> disputes,
      List<String> sales,
      Outcome outcome,
      int uploadMib) {
    List<CasesView.CaseView> cases = matched.stream().flatMap(this::cases).toList();
    List<CasesView.DisputeView> contests =
        disputes.stream()
            .filter(each -> shows(Optional.of(each.text("target"))))
            .map(this::view)
            .toList();
    boolean contesting = account.role() == Role.HOST || account.role() == Role.SUPPLIER;
    return new CasesView(
        day,
        account.partyId() == null ? "" : account.partyId(),
        contesting,
        account.role().runsShelves(),
        cases,
        contests,
        contesting ? options(sales) : List.of(),
        days(day),
        outcome.said(),
        outcome.wrong(),
        outcome.filledIn().orElseGet(() -> new CasesView.Bill(day, "wechat", "", "")),
        uploadMib);
  }

  private Stream<CasesView.CaseView> cases(Fields matched) {
    String currency = matched.text("currency");
    return matched.objects("cases").stream()
        .filter(each -> shows(each.textOrNone("saleId")))
        .map(each -> view(each, currency));
  }

  /**
   * What a form came to.
   *
   * @param filledIn the fields of a bill that was refused, so that nobody fills them in twice
   */
  record Outcome(String said, boolean wrong, Optional<CasesView.Bill> filledIn) {
    static final Outcome NONE = new Outcome("", false, Optional.empty());
  }

  private boolean shows(Optional<String> saleId) {
    return scope.everything() || saleId.flatMap(figures::sale).filter(scope::shows).isPresent();
  }

  private CasesView.CaseView view(Fields found, String currency) {
    String kind = found.text("kind");
    String state = found.textOrNone("state").orElse("open");
    Optional<String> sale = found.textOrNone("saleId");
    return new CasesView.CaseView(
        StatementPresenter.caseKey(kind),
        "case." + (STATES.contains(state) ? state : "open"),
        sale.map(this::label).or(() -> found.textOrNone("bill")).orElse(""),
        sale.filter(id -> figures.sale(id).isPresent()).map(SalePresenter::link).orElse(""),
        formats.money(found.integerOrNone("amount").orElse(0L), currency),
        shown(found, currency));
  }

  /** What a person needs to look the case up elsewhere. */
  private List<String> shown(Fields found, String currency) {
    List<String> parts = new ArrayList<>();
    found.textOrNone("reference").filter(text -> !text.isEmpty()).ifPresent(parts::add);
    for (String name : List.of("billed", "credited")) {
      found
          .integerOrNone(name)
          .map(minor -> texts.with("shown." + name, formats.money(minor, currency)))
          .ifPresent(parts::add);
    }
    for (String name : List.of("billDay", "bookedOn", "answerBy", "standsOn")) {
      found.textOrNone(name).map(text -> texts.with("shown." + name, text)).ifPresent(parts::add);
    }
    return List.copyOf(parts);
  }

  private CasesView.DisputeView view(Fields dispute) {
    String sale = dispute.text("target");
    String state = dispute.text("state");
    String contester = dispute.text("contester");
    return new CasesView.DisputeView(
        sale,
        label(sale),
        SalePresenter.link(sale),
        figures.partyName(contester),
        contester,
        "dispute." + (DISPUTES.contains(state) ? state : "open"),
        dispute.textOrNone("reason").orElse(""),
        dispute.textOrNone("answerBy").orElse(""),
        scope.everything() && Set.of("open", "overdue").contains(state),
        contester.equals(account.partyId()) && !Set.of("settled", "withdrawn").contains(state));
  }

  private String label(String saleId) {
    long number = figures.sale(saleId).map(Figures.SaleRecord::saleNo).orElse(0L);
    return number == 0 ? saleId : texts.with("sale.title", Long.toString(number));
  }

  private List<CasesView.SaleOption> options(List<String> sales) {
    return sales.stream()
        .filter(id -> shows(Optional.of(id)))
        .map(id -> new CasesView.SaleOption(id, label(id)))
        .toList();
  }

  private List<String> days(String day) {
    Stream<String> settled = figures.statements(31).stream().map(each -> each.text("day"));
    return Stream.concat(Stream.of(day), settled).distinct().sorted().toList().reversed();
  }
}
