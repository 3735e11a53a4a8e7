package dev.loulan.clearing.statement;

import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.fixture.Consortium;
import dev.loulan.contract.fixture.LedgerCalls;
import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.contract.fixture.TestParty;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.testkit.oracle.OracleLine;
import dev.loulan.testkit.oracle.RandomAgreements;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * Two days of two devices on one shelf under random terms, with refunds and a backdated version:
 * once settled when all is in, once in many runs as news arrives. A shelf in four is a busy one.
 * One seed decides everything.
 */
final class RandomTrade {
  static final List<String> DAYS = List.of("2026-11-23", "2026-11-24");
  private static final String LAST_DAY = "2026-11-30";
  private static final String MONTH = "2026-11";
  private static final int FEW = 5;
  private static final int MANY = 200;

  private final long seed;
  private final boolean busy;
  private final List<String> versions = new ArrayList<>();
  private final TreeMap<String, List<List<List<OracleLine>>>> salesByDevice = new TreeMap<>();
  private final List<Refund> refunds = new ArrayList<>();
  private TestDevice one = new TestDevice("shelf-1");
  private TestDevice two = new TestDevice("shelf-2");
  private final TreeMap<String, List<List<String>>> ids = new TreeMap<>();

  /** A sale that is taken back whole on a day. */
  private record Refund(String device, int day, int sale, String postedOn) {}

  RandomTrade(long seed) {
    this.seed = seed;
    Random random = new Random(seed);
    RandomAgreements draw = new RandomAgreements(random);
    versions.add(terms(draw, 2));
    if (random.nextInt(3) == 0) {
      versions.add(terms(draw, 3));
    }
    busy = random.nextInt(4) == 0;
    int most = busy ? MANY : FEW;
    for (String device : List.of(one.deviceId(), two.deviceId())) {
      List<List<List<OracleLine>>> days = new ArrayList<>();
      for (int day = 0; day < DAYS.size(); day++) {
        List<List<OracleLine>> sales = new ArrayList<>();
        for (int n = random.nextInt(most); n > 0; n--) {
          sales.add(sold(draw));
          if (random.nextInt(6 * most / FEW) == 0) {
            String posted = DAYS.get(day + random.nextInt(DAYS.size() - day));
            refunds.add(new Refund(device, day, sales.size() - 1, posted));
          }
        }
        days.add(sales);
      }
      salesByDevice.put(device, days);
    }
  }

  /** Sales, each under the terms that were drawn with it. */
  int pairs() {
    return salesByDevice.values().stream().flatMap(List::stream).mapToInt(List::size).sum();
  }

  /** The terms that hold in the end. */
  String terms() {
    return versions.getLast();
  }

  /** The day's sales of both devices. */
  List<List<OracleLine>> sales(int day) {
    List<List<OracleLine>> sales = new ArrayList<>();
    salesByDevice.values().forEach(days -> sales.addAll(days.get(day)));
    return sales;
  }

  private List<List<List<OracleLine>>> of(String device) {
    return Objects.requireNonNull(salesByDevice.get(device), device);
  }

  /** What is taken back on a day, with quantities below 0. */
  List<List<OracleLine>> refunds(int day) {
    return refunds.stream()
        .filter(refund -> refund.postedOn().equals(DAYS.get(day)))
        .map(refund -> of(refund.device()).get(refund.day()).get(refund.sale()))
        .map(sale -> sale.stream().map(RandomTrade::takenBack).toList())
        .toList();
  }

  /** Statements cost most of a case; of busy shelves one in ten is proven down to its sales. */
  private boolean isStated() {
    return !busy || seed % 10 == 0;
  }

  /** What the contract said, run by run. */
  record Outcome(List<String> statements, String balances, List<Bundle> bundles) {}

  /**
   * Everything is there before the first run; the order in which it came is the ledger's affair.
   */
  Outcome atOnce(LedgerCalls ledger, boolean otherOrder) {
    Run run = new Run(ledger, otherOrder ? List.of(two, one) : List.of(one, two));
    versions.forEach(run.consortium::agree);
    run.submitAll();
    List<Refund> decided = new ArrayList<>(refunds);
    if (otherOrder) {
      Collections.reverse(decided);
    }
    decided.forEach(run::refund);
    run.settleAll();
    return run.outcome();
  }

  /** A device is late, refunds and a version come after runs. */
  Outcome inManyRuns(LedgerCalls ledger) {
    Run run = new Run(ledger, List.of(one, two));
    run.consortium.agree(versions.getFirst());
    run.submit(one, 0);
    run.submit(one, 1);
    DAYS.forEach(run::settle);
    run.submit(two, 0);
    run.settle(DAYS.getFirst());
    run.submit(two, 1);
    run.submitRest();
    run.settleAll();
    for (Refund refund : refunds) {
      run.refund(refund);
      run.settle(refund.postedOn());
    }
    run.settleAll();
    versions.stream().skip(1).forEach(run.consortium::agree);
    run.settleAll();
    return run.outcome();
  }

  /** One ledger with fresh devices on it. */
  private final class Run {
    private final Consortium consortium;
    private final StatementBook book;
    private final List<String> statements = new ArrayList<>();
    private final TreeMap<String, ContractCall> calls = new TreeMap<>();
    private final TreeMap<String, String> lastSaid = new TreeMap<>();

    Run(LedgerCalls ledger, List<TestDevice> order) {
      one = new TestDevice("shelf-1");
      two = new TestDevice("shelf-2");
      ids.clear();
      this.consortium = new Consortium(ledger);
      boolean swapped = order.getFirst().deviceId().equals(two.deviceId());
      consortium.found(swapped ? new TestDevice[] {two, one} : new TestDevice[] {one, two});
      book = new StatementBook(new DeviceProofs(consortium).with(one, "s1").with(two, "s1"));
    }

    void submit(TestDevice device, int day) {
      List<String> sold = new ArrayList<>();
      for (List<OracleLine> sale : of(device.deviceId()).get(day)) {
        sold.add(device.sell(null, sale.stream().map(RandomTrade::line).toList()));
      }
      ids.computeIfAbsent(device.deviceId(), d -> new ArrayList<>()).add(sold);
      device.closeDay(DAYS.get(day), DAYS.get(day));
      consortium.submitNext(device);
    }

    void submitRest() {
      for (TestDevice device : List.of(two, one)) {
        device.closeDay("2026-11-25", LAST_DAY);
        consortium.submitNext(device);
      }
    }

    void submitAll() {
      for (int day = 0; day < DAYS.size(); day++) {
        submit(two, day);
        submit(one, day);
      }
      submitRest();
    }

    void refund(Refund refund) {
      String sale =
          Objects.requireNonNull(ids.get(refund.device())).get(refund.day()).get(refund.sale());
      consortium.adjust(
          consortium.operator,
          new JsonObjectBuilder()
              .text("adjustmentId", "refund-" + sale.replace(':', '-'))
              .text("kind", "refund")
              .text("target", sale)
              .text("day", refund.postedOn())
              .text("partyId", "op")
              .build());
    }

    void settle(String day) {
      take(day, ContractCalls.settleDay(new BusinessDay(day), Consortium.USD));
    }

    void settleAll() {
      DAYS.forEach(this::settle);
      take(MONTH, ContractCalls.settleMonth(MONTH, Consortium.USD));
    }

    private void take(String period, ContractCall call) {
      String said = text(consortium.host, call);
      calls.put(period, call);
      if (!said.equals(lastSaid.put(period, said))) {
        statements.add(said);
        book.add(fields(said));
      }
    }

    private String text(TestParty asker, ContractCall call) {
      byte[] payload = consortium.ledger.invoke(asker.caller(), call).payload();
      return new String(payload, StandardCharsets.UTF_8);
    }

    /** Another party asks again, and must be given the same bytes. */
    private void rerun() {
      calls.forEach((period, call) -> {
        if (!text(consortium.supplier, call).equals(lastSaid.get(period))) {
          throw new AssertionError("seed " + seed + ": a rerun of " + period + " differs");
        }
      });
    }

    Outcome outcome() {
      rerun();
      String balances = text(consortium.host, ContractCalls.balances(Consortium.USD));
      List<Bundle> bundles = new ArrayList<>();
      if (isStated()) {
        book.monthly(bundles::add);
      }
      return new Outcome(List.copyOf(statements), balances, List.copyOf(bundles));
    }
  }

  static Fields fields(String payload) {
    return Fields.of(JsonReader.read(payload), "statement");
  }

  private static String terms(RandomAgreements draw, int version) {
    return draw.terms()
        .replace(
            "\"agreementId\":\"a\",\"version\":1", "\"agreementId\":\"a-1\",\"version\":" + version)
        .replace("\"shelves\":[\"s\"]", "\"shelves\":[\"s1\"]")
        .replace("\"operator-1\"", "\"op\"")
        .replace("\"host-1\"", "\"lobby-co\"")
        .replace("\"supplier-1\"", "\"acme\"");
  }

  private static List<OracleLine> sold(RandomAgreements draw) {
    List<OracleLine> sale = draw.sale();
    boolean refund = sale.getFirst().quantity() < 0;
    return refund ? sale.stream().map(RandomTrade::takenBack).toList() : sale;
  }

  private static OracleLine takenBack(OracleLine line) {
    return new OracleLine(
        line.gtin(), -line.quantity(), line.unitPriceMinor(), line.taxBp(), line.campaign());
  }

  private static SaleLine line(OracleLine line) {
    String price = line.campaign().isEmpty() ? "p1" : "p1#" + line.campaign();
    return new SaleLine(
        line.gtin(),
        line.quantity(),
        line.unitPriceMinor(),
        "acme",
        line.taxBp(),
        price,
        "g1",
        990_000,
        null);
  }

  byte[] termsBytes() {
    return terms().getBytes(StandardCharsets.UTF_8);
  }
}
