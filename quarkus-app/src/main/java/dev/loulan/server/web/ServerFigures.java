package dev.loulan.server.web;

import dev.loulan.contract.ContractCalls;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.server.api.DeviceList;
import dev.loulan.server.api.DeviceList.DeviceState;
import dev.loulan.server.api.ReviewDesk;
import dev.loulan.server.devices.DeviceRegister;
import dev.loulan.server.devices.RegisteredDevice;
import dev.loulan.server.devices.SignedDocument;
import dev.loulan.server.ledger.LedgerDesk;
import dev.loulan.server.live.LiveHub;
import dev.loulan.sync.readmodel.SalesModel;
import dev.loulan.sync.readmodel.SalesModel.ClosedDayCount;
import dev.loulan.sync.readmodel.SalesModel.ReviewRow;
import dev.loulan.sync.readmodel.SalesModel.SaleRow;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The figures of this server: sales from the read model, money from the ledger, plates as last
 * told.
 */
@Singleton
public class ServerFigures implements Figures {
  private static final Duration SILENCE = Duration.ofMinutes(2);
  private static final int MOST_OPEN_SALES = 5_000;
  private static final int MOST_REVIEWS = 20;
  private static final String LAST_DAY = "9999-12-31";

  /** So many of the last days that shelves closed may wait for their settlement. */
  private static final int NOT_SETTLED_YET = 7;

  private final DeviceList deviceList;
  private final DeviceRegister register;
  private final LiveHub live;
  private final SalesModel model;
  private final LedgerDesk ledger;
  private final ReviewDesk reviews;
  private final InstantSource clock;

  ServerFigures(
      DeviceList deviceList,
      DeviceRegister register,
      LiveHub live,
      SalesModel model,
      LedgerDesk ledger,
      ReviewDesk reviews,
      InstantSource clock) {
    this.deviceList = deviceList;
    this.register = register;
    this.live = live;
    this.model = model;
    this.ledger = ledger;
    this.reviews = reviews;
    this.clock = clock;
  }

  @Override
  public List<DeviceRecord> devices() {
    return deviceList.all().stream().map(this::device).toList();
  }

  private DeviceRecord device(DeviceState state) {
    RegisteredDevice device = state.device();
    return new DeviceRecord(
        device.device(),
        device.shelf(),
        device.site(),
        ZoneId.of(device.zone()),
        silent(state) ? "away" : state.state(),
        state.lastSeen().map(at -> ChronoUnit.MICROS.between(Instant.EPOCH, at)),
        state.lag(),
        live.state(device.device()).map(told -> Fields.of(told.state(), "live")));
  }

  private boolean silent(DeviceState state) {
    Instant since = clock.instant().minus(SILENCE);
    return state.state().equals("active")
        && state.lastSeen().filter(since::isBefore).isEmpty()
        && live.state(state.device().device()).filter(told -> since.isBefore(told.at())).isEmpty();
  }

  @Override
  public List<SaleRecord> sales(Optional<String> before, int limit) {
    long number = before.flatMap(model::sale).map(SaleRow::number).orElse(Long.MAX_VALUE);
    return model.lastSales(number, limit).stream().flatMap(row -> record(row).stream()).toList();
  }

  @Override
  public Optional<SaleRecord> sale(String id) {
    return model.sale(id).flatMap(this::record);
  }

  @Override
  public List<SaleRecord> salesOfOpenDay() {
    return model.openSales(MOST_OPEN_SALES).stream().flatMap(row -> record(row).stream()).toList();
  }

  private Optional<SaleRecord> record(SaleRow row) {
    return documents(row.device()).map(documents -> documents.sale(row));
  }

  private Optional<SaleDocuments> documents(String device) {
    return register
        .find(device)
        .map(found -> new SaleDocuments(found, gtin -> productName(device, gtin)));
  }

  private String productName(String device, String gtin) {
    return products(device).stream()
        .filter(product -> product.gtin().equals(gtin))
        .map(ProductRecord::name)
        .findFirst()
        .orElse(gtin);
  }

  @Override
  public List<ReviewRecord> openReviews() {
    return reviews.newest(MOST_REVIEWS).stream()
        .filter(row -> reviews.answer(row.reviewId()).isEmpty())
        .flatMap(row -> documents(row.device()).map(documents -> documents.review(row)).stream())
        .toList();
  }

  @Override
  public Optional<ReviewRecord> review(String reviewId) {
    return reviews
        .find(reviewId)
        .flatMap(row -> documents(row.device()).map(documents -> documents.review(row)));
  }

  @Override
  public List<AnswerRecord> answers() {
    return reviews.newest(MOST_REVIEWS).stream()
        .flatMap(row -> answer(row).stream())
        .filter(answer -> !answer.lines().isEmpty())
        .toList();
  }

  @Override
  public Optional<AnswerRecord> answer(String reviewId) {
    return reviews.find(reviewId).flatMap(this::answer);
  }

  private Optional<AnswerRecord> answer(ReviewRow row) {
    Optional<Fields> decided =
        reviews.answer(row.reviewId()).map(answer -> Fields.of(answer, "adjustment"));
    return decided.flatMap(answer ->
        documents(row.device())
            .map(documents -> documents.answer(row, answer, model.lastClosedDay(row.device()))));
  }

  /** Also of days that no shelf closed, on which decisions are posted. */
  @Override
  public List<Fields> statements(int limit) {
    List<ClosedDayCount> closed = model.closedDayCounts(limit + NOT_SETTLED_YET);
    if (closed.isEmpty()) {
      return List.of();
    }
    return currencies().stream()
        .flatMap(currency -> statements(closed.getLast().day(), LAST_DAY, currency).stream())
        .sorted(Comparator.comparing((Fields day) -> day.text("day")).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Fields> statement(BusinessDay day) {
    return currencies().stream()
        .flatMap(currency -> statements(day.date(), day.date(), currency).stream())
        .findFirst();
  }

  private List<Currency> currencies() {
    return register.all().stream()
        .map(RegisteredDevice::currency)
        .distinct()
        .map(Currency::new)
        .toList();
  }

  private List<Fields> statements(String from, String to, Currency currency) {
    return ledger.list(ContractCalls.statements(from, to, currency)).stream()
        .collect(Collectors.groupingBy(run -> run.text("day"), TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .flatMap(runs -> DayRuns.whole(runs).stream())
        .toList();
  }

  @Override
  public List<Terms> agreements() {
    return ledger.list(ContractCalls.agreements()).stream()
        .filter(agreement -> agreement.flag("inForce"))
        .flatMap(agreement -> agreement.find("terms").stream())
        .map(terms -> TermsDocument.read(terms.canonical()).terms())
        .toList();
  }

  @Override
  public List<ProductRecord> products(String device) {
    return register.planogram(device).map(ServerFigures::products).orElse(List.of());
  }

  private static List<ProductRecord> products(SignedDocument planogram) {
    return Fields.of(JsonReader.read(planogram.content()), "planogram").objects("products").stream()
        .map(product ->
            new ProductRecord(
                product.text("gtin"),
                product.textOrNone("name").orElse(product.text("gtin")),
                product.integerOrNone("unitWeightMg").orElse(0L),
                product.textOrNone("supplierId").orElse("")))
        .toList();
  }

  @Override
  public String partyName(String partyId) {
    return ledger.parties().stream()
        .filter(party -> party.partyId().equals(partyId))
        .map(LedgerDesk.Party::name)
        .findFirst()
        .orElse(partyId);
  }

  @Override
  public long version() {
    return live.version();
  }
}
