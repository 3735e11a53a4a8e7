package dev.loulan.server.web;

import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.json.Fields;
import dev.loulan.server.identity.Account;
import dev.loulan.server.identity.Role;
import dev.loulan.server.web.Figures.AnswerRecord;
import dev.loulan.server.web.Figures.DeviceRecord;
import dev.loulan.server.web.Figures.ReviewRecord;
import dev.loulan.server.web.Figures.SaleRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that one account may see, in one language, as it is at the moment of each call. */
final class Board {
  private static final int LAST_SALES = 12;
  private static final int LAST_DAYS = 31;

  private final Figures figures;
  private final Account account;
  private final Texts texts;

  Board(Figures figures, Account account, Texts texts) {
    this.figures = figures;
    this.account = account;
    this.texts = texts;
  }

  List<ShelfView> shelves() {
    ShelfPresenter presenter = new ShelfPresenter(texts);
    return figures.devices().stream().map(presenter::view).toList();
  }

  List<StockView> stock() {
    ShelfPresenter presenter = new ShelfPresenter(texts);
    List<StockView> stock = new ArrayList<>();
    for (DeviceRecord device : figures.devices()) {
      stock.addAll(
          presenter.stock(
              device,
              figures.products(device.device()).stream()
                  .filter(product -> product.supplierId().equals(account.partyId()))
                  .toList()));
    }
    return stock;
  }

  List<SaleView> lastSales() {
    Scope scope = scope();
    List<SaleRecord> last = new ArrayList<>(figures.sales(Optional.empty(), LAST_SALES));
    figures.answers().stream().map(AnswerRecord::sale).filter(scope::shows).forEach(last::add);
    last.sort(Comparator.comparingLong(SaleRecord::atMicros).reversed());
    return presenter().views(last.subList(0, Math.min(LAST_SALES, last.size())));
  }

  /** What was decided about a review; empty while it is open. */
  Optional<SaleView> answer(String reviewId) {
    return figures.answer(reviewId).map(AnswerRecord::sale).map(presenter()::view);
  }

  List<SaleView> sales(Optional<String> before, int limit) {
    return presenter().views(figures.sales(before, limit));
  }

  Optional<SaleView> sale(String id) {
    Scope scope = scope();
    return figures.sale(id).filter(scope::shows).map(presenter()::view);
  }

  List<ReviewView> reviews() {
    Formats formats = new Formats(texts.locale());
    return figures.openReviews().stream().map(review -> view(review, formats)).toList();
  }

  /** What a question rests on, as SVG; empty where no step is known. */
  String picture(String reviewId) {
    return figures
        .review(reviewId)
        .map(review ->
            StepPicture.svg(
                texts.get("review.title"), review.steps(), List.of(review.candidates())))
        .orElse("");
  }

  private ReviewView view(ReviewRecord review, Formats formats) {
    boolean unclear = !review.reason().equals("ambiguous");
    return new ReviewView(
        review.id(),
        formats.moment(review.atMicros(), review.zone()),
        review.device(),
        texts.get(unclear ? "reason.unknown" : "reason.ambiguous"),
        review.candidates());
  }

  /** The open day as a preview; the last settled day when nothing was sold since. */
  SharesView shares() {
    Scope scope = scope();
    List<SaleRecord> open =
        Stream.concat(
                figures.salesOfOpenDay().stream(),
                figures.answers().stream().filter(AnswerRecord::open).map(AnswerRecord::sale))
            .filter(scope::shows)
            .toList();
    List<Fields> settled = open.isEmpty() ? figures.statements(1) : List.of();
    Split split = settled.isEmpty() ? preview(open) : Split.of(settled.getFirst(), scope);
    return sharesPresenter().view(split);
  }

  private Split preview(List<SaleRecord> sales) {
    List<Terms> agreements = figures.agreements();
    String currency =
        sales.stream()
            .map(SaleRecord::currency)
            .findFirst()
            .or(() -> agreements.stream().map(terms -> terms.currency().code()).findFirst())
            .orElse("USD");
    return Preview.of(mine(sales), agreements, day(sales), currency);
  }

  /** A supplier's preview rests on its own lines only. */
  private List<SaleRecord> mine(List<SaleRecord> sales) {
    Scope scope = scope();
    return account.role() == Role.SUPPLIER
        ? sales.stream().map(sale -> sale.only(scope::shows)).toList()
        : sales;
  }

  private static BusinessDay day(List<SaleRecord> sales) {
    LocalDate date =
        sales.stream()
            .max(Comparator.comparingLong(SaleRecord::atMicros))
            .map(last ->
                Instant.EPOCH
                    .plus(last.atMicros(), ChronoUnit.MICROS)
                    .atZone(last.zone())
                    .toLocalDate())
            .orElse(LocalDate.now(ZoneOffset.UTC));
    return new BusinessDay(date.toString());
  }

  List<SharesView> days() {
    SharesPresenter presenter = sharesPresenter();
    return figures.statements(LAST_DAYS).stream()
        .map(statement -> presenter.view(Split.of(statement, scope())))
        .toList();
  }

  Optional<StatementView> statement(BusinessDay day) {
    StatementPresenter presenter =
        new StatementPresenter(
            texts,
            account.role(),
            scope(),
            sharesPresenter(),
            id -> figures.sale(id).map(SaleRecord::saleNo).orElse(SaleRecord.NO_NUMBER));
    return figures.statement(day).map(presenter::view);
  }

  long version() {
    return figures.version();
  }

  String name() {
    String party = account.partyId();
    return party == null ? account.name() : figures.partyName(party);
  }

  private Scope scope() {
    return Scope.of(account, figures.agreements());
  }

  private SalePresenter presenter() {
    return new SalePresenter(texts, scope(), figures);
  }

  private SharesPresenter sharesPresenter() {
    return new SharesPresenter(texts, scope(), figures);
  }
}
