package dev.loulan.simulation.run;

import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.simulation.check.Books;
import dev.loulan.simulation.check.DayCalendar;
import dev.loulan.simulation.check.Invariants;
import dev.loulan.simulation.check.LedgerFacts;
import dev.loulan.simulation.check.Payments;
import dev.loulan.simulation.device.Device;
import dev.loulan.simulation.edge.Edges;
import dev.loulan.simulation.server.Agreement;
import dev.loulan.simulation.server.Liars;
import dev.loulan.simulation.server.Operator;
import dev.loulan.simulation.server.Provider;
import dev.loulan.simulation.server.Server;
import dev.loulan.simulation.server.Treasurer;
import dev.loulan.simulation.shelf.Goods;
import dev.loulan.simulation.shelf.StepErrors;
import dev.loulan.simulation.shelf.Visit;
import dev.loulan.simulation.world.FaultKind;
import dev.loulan.simulation.world.Faults;
import dev.loulan.simulation.world.History;
import dev.loulan.simulation.world.World;
import dev.loulan.testkit.chance.Chance;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One run of the whole system.
 *
 * <pre>{@code
 * Outcome outcome = Simulation.run(Scenario.of(42), Edges.NONE);
 * if (!outcome.isSound()) { ... outcome.violations() ... }
 * }</pre>
 */
public final class Simulation {
  private static final long SECOND = 1_000_000;
  private static final long HOUR = 3_600 * SECOND;
  private static final long DAY = 24 * HOUR;
  private static final long UNDER_WAY = HOUR / 4;
  private static final List<String> ZONES =
      List.of("Europe/Berlin", "America/New_York", "Asia/Shanghai", "UTC", "Australia/Lord_Howe");
  private static final List<String> CUTOFFS = List.of("00:00", "04:00", "22:00");

  /** Days before which clocks change, years end and leap days come, and an ordinary one. */
  private static final List<String> BEGINNINGS =
      List.of("2026-03-27", "2026-10-23", "2026-12-30", "2028-02-27", "2026-06-10", "2026-11-26");

  private static final StepErrors ERRORS = StepErrors.shipped();

  private final Scenario scenario;
  private final World world;
  private final Chance chance;
  private final DayCalendar calendar;
  private final Server server;
  private final Operator operator;
  private final Treasurer treasurer;
  private final Payments payments;
  private final Books books;
  private final List<ShelfLife> shelves = new ArrayList<>();
  private final Invariants invariants;
  private final Goods goods = new Goods("1");
  private final Liars liars;
  private final Set<String> answered = new HashSet<>();
  private String lieAbout = "";
  private String lieUnder = "";
  private final Set<String> released = new HashSet<>();
  private final Set<String> refunded = new HashSet<>();
  private final List<Books.Acknowledged> unbilled = new ArrayList<>();
  private long decisions;
  private long bills;
  private long agreementVersion = 1;

  private Simulation(Scenario scenario, Edges edges, Consumer<History.Event> listener) {
    this.scenario = scenario;
    Chance choice = Chance.of(scenario.seed(), 2);
    ZoneId zone = ZoneId.of(ZONES.get(choice.below(ZONES.size())));
    this.calendar = new DayCalendar(zone, LocalTime.parse(CUTOFFS.get(choice.below(3))));
    LocalDate first = LocalDate.parse(BEGINNINGS.get(choice.below(BEGINNINGS.size())));
    long begin = first.atStartOfDay(zone).toEpochSecond() * SECOND;
    Faults faults = new Faults(scenario.seed(), scenario.faults());
    this.world = new World(scenario.seed(), begin, faults, listener);
    this.chance = world.chance("people");
    this.server = new Server(world, edges);
    this.operator = new Operator(world, server);
    this.payments = new Payments(world, server);
    this.treasurer = new Treasurer(world, server, operator, payments::check);
    this.liars = new Liars(world, server, operator, goods);
    this.books = new Books(world);
    operator.found();
    agree(first.minusDays(1));
    Controllers.Parts parts = new Controllers.Parts(server, books, edges, calendar, ERRORS);
    for (int i = 1; i <= scenario.shelves(); i++) {
      shelves.add(new ShelfLife(world, operator, parts, "shelf" + i, scenario.days()));
    }
    this.invariants = new Invariants(world, server, operator, books, goods, calendar);
  }

  /** Runs a scenario from its first to its last moment. */
  public static Outcome run(Scenario scenario, Edges edges) {
    return run(scenario, edges, _ -> {});
  }

  /** Runs a scenario; the listener hears of each event. */
  public static Outcome run(Scenario scenario, Edges edges, Consumer<History.Event> listener) {
    return new Simulation(scenario, edges, listener).run();
  }

  private Outcome run() {
    world.faults().begin();
    long begin = world.time().now();
    int quietDays = 2;
    for (int day = 0; day < scenario.days() + quietDays; day++) {
      long midnight = begin + day * DAY;
      world.time().runUntil(midnight);
      if (day == scenario.days()) {
        endFaults();
      }
      shelves.forEach(ShelfLife::day);
      world.time().at(midnight + 6 * HOUR, this::morning);
      world.time().at(midnight + 20 * HOUR, () -> invariants.whileRunning(devices()));
      world.time().at(midnight + 20 * HOUR, this::earlyBill);
    }
    long end = begin + (scenario.days() + quietDays) * DAY;
    world.time().runUntil(end - UNDER_WAY);
    invariants.mustArrive(devices());
    world.time().runUntil(end);
    billEverything();
    answerAndRelease();
    operator.settle(calendar.dayOf(end).plusDays(1));
    operator.settle(calendar.dayOf(end).plusDays(1));
    treasurer.finish();
    payments.atTheEnd(treasurer);
    invariants.atTheEnd(devices());
    return outcome();
  }

  private void endFaults() {
    world.faults().end();
    world.note("world", "nothing goes wrong any more");
    shelves.forEach(ShelfLife::mend);
    world.time().in(DAY, () -> shelves.forEach(ShelfLife::stopShopping));
  }

  private List<Device> devices() {
    return shelves.stream().flatMap(shelf -> shelf.devices().stream()).toList();
  }

  private void agree(LocalDate from) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= scenario.shelves(); i++) {
      names.add("shelf" + i);
    }
    for (String supplier : Goods.SUPPLIERS) {
      int operatorShare = 3_000 + chance.below(4_000);
      int hostShare = 1_000 + chance.below(2_000);
      operator.agree(
          new Agreement(
              supplier,
              agreementVersion,
              names,
              Agreement.BASES.get(chance.below(3)),
              List.of(operatorShare, hostShare, 10_000 - operatorShare - hostShare),
              chance.below(200),
              chance.below(12),
              from),
          goods);
    }
    agreementVersion++;
  }

  private void morning() {
    LocalDate today = calendar.dayOf(world.time().now());
    if (!world.faults().areOver() && chance.happens(0.08)) {
      agree(today.minusDays(chance.below(4) - 1L));
    }
    boolean late = world.faults().strikes(FaultKind.BILL_LATE);
    unbilled.addAll(books.takeToBill());
    if (!late) {
      bill(today, "");
    }
    answerAndRelease();
    operator.settle(today);
    treasurer.work();
    if (operator.isDone()) {
      liars.lie(today, lieAbout, lieUnder);
    }
    for (ShelfLife shelf : shelves) {
      invariants.boardIsBounded(shelf.devices().getLast().name(), shelf.boardKept());
    }
  }

  /** The provider bills what it has of the day that is not over. */
  private void earlyBill() {
    if (world.faults().strikes(FaultKind.BILL_EARLY)) {
      unbilled.addAll(books.takeToBill());
      bill(calendar.dayOf(world.time().now()).plusDays(1), "early");
    }
  }

  private void billEverything() {
    unbilled.addAll(books.takeToBill());
    bill(calendar.dayOf(world.time().now()).plusDays(2), "");
  }

  /** Bills the sales of the business days before this one, a bill for each day and merchant. */
  private void bill(LocalDate before, String suffix) {
    Map<String, List<Provider.Line>> byDay = new TreeMap<>();
    for (Books.Acknowledged sale : List.copyOf(unbilled)) {
      LocalDate day = calendar.dayOf(sale.atMicros());
      if (!day.isBefore(before)) {
        continue;
      }
      unbilled.remove(sale);
      if (sale.reference().isEmpty() || world.faults().strikes(FaultKind.BILL_MISSES)) {
        continue;
      }
      String merchant = "op-" + sale.device().substring(0, sale.device().indexOf('-'));
      List<Provider.Line> lines =
          byDay.computeIfAbsent(day + " " + merchant, _ -> new ArrayList<>());
      long wrong = world.faults().strikes(FaultKind.BILL_DIFFERS) ? 10 : 0;
      lines.add(new Provider.Line(sale.reference(), sale.amountMinor() + wrong));
      if (world.faults().strikes(FaultKind.BILL_TWICE)) {
        lines.add(new Provider.Line(sale.reference(), sale.amountMinor()));
      }
    }
    byDay.forEach((key, lines) -> {
      String[] parts = key.split(" ", -1);
      operator.handIn(new Provider.Bill("bill-" + ++bills + suffix, parts[0], parts[1], lines));
    });
  }

  /** Reviews are answered with the truth, held sales released, some sales refunded. */
  private void answerAndRelease() {
    LedgerFacts ledger = LedgerFacts.of(server.ledger().state());
    LocalDate today = calendar.dayOf(world.time().now());
    Set<String> sessions = new HashSet<>();
    for (LedgerFacts.Review review : ledger.reviews()) {
      boolean first = sessions.add(review.device() + " " + review.session());
      if (answered.add(review.reviewId())) {
        String decision = "answer-" + ++decisions;
        if (lieAbout.isEmpty()) {
          lieAbout = review.reviewId();
          lieUnder = decision;
        }
        operator.decide(
            decision,
            "review",
            review.reviewId(),
            today,
            first ? missing(review, ledger) : List.of());
      }
    }
    for (String held : heldSales()) {
      // What was billed as it should be is matched without anyone's word, or is a finding.
      if (!isBilled(held, ledger) && released.add(held)) {
        operator.decide("release-" + ++decisions, "release", held, today, List.of());
      }
    }
    for (LedgerFacts.Sale sale : ledger.sales()) {
      if (refunded.add(sale.saleId()) && chance.happens(0.02)) {
        operator.decide("refund-" + ++decisions, "refund", sale.saleId(), today, List.of());
      }
    }
  }

  private boolean isBilled(String saleId, LedgerFacts ledger) {
    LedgerFacts.Sale sale =
        ledger.sales().stream().filter(s -> s.saleId().equals(saleId)).findFirst().orElseThrow();
    Provider.Line line = new Provider.Line(sale.reference(), sale.gross());
    return operator.bills().stream().anyMatch(bill -> bill.lines().contains(line));
  }

  /** What left with the shopper beyond what was sold in the session. */
  private List<Json> missing(LedgerFacts.Review review, LedgerFacts ledger) {
    Visit visit = books.visit(review.device(), review.session()).orElse(null);
    boolean sold =
        ledger.sales().stream()
            .anyMatch(
                s -> s.device().equals(review.device()) && s.session().equals(review.session()));
    if (visit == null || visit.isRestock() || sold) {
      return List.of();
    }
    List<Json> lines = new ArrayList<>();
    visit
        .taken()
        .forEach((product, units) ->
            lines.add(
                new JsonObjectBuilder()
                    .text("gtin", goods.gtin(product).value())
                    .integer("quantity", units)
                    .integer("unitPrice", goods.product(product).priceMinor())
                    .text("supplierId", Goods.supplier(product))
                    .build()));
    return lines;
  }

  private List<String> heldSales() {
    Map<String, byte[]> last = new TreeMap<>();
    server
        .ledger()
        .state()
        .subMap("TERMS||statement/USD/", "TERMS||statement/USD0")
        .forEach((key, value) ->
            last.put(key.substring("TERMS||statement/USD/".length(), key.lastIndexOf('/')), value));
    List<String> held = new ArrayList<>();
    last.forEach((_, statement) ->
        dev.loulan.domain.json.Fields.of(
                dev.loulan.domain.json.JsonReader.read(statement), "statement")
            .objects("cases")
            .forEach(found -> {
              if (found.text("state").equals("held")) {
                held.add(found.text("saleId"));
              }
            }));
    return held;
  }

  private Outcome outcome() {
    LedgerFacts ledger = LedgerFacts.of(server.ledger().state());
    long sessions = books.visits().stream().filter(v -> !v.isRestock()).count();
    long signal = books.visits().stream().filter(Visit::isSignalLevel).count();
    String named = world.violations().isEmpty() ? "" : world.violations().getFirst().what();
    return new Outcome(
        scenario,
        world.history().hash(),
        (long) scenario.shelves() * (scenario.days() + 2),
        ledger.sales().size(),
        ledger.reviews().size(),
        sessions,
        signal,
        world.history().events(),
        world.faults().counts(),
        world.violations(),
        world.violations().isEmpty() ? List.of() : world.history().last(named, 60));
  }
}
