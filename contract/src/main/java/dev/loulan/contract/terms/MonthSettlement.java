package dev.loulan.contract.terms;

import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.Definition;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.StateReader;
import dev.loulan.contract.sales.Device;
import dev.loulan.contract.sales.SalesReader;
import dev.loulan.contract.state.Documents;
import dev.loulan.contract.state.Key;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.Month;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.split.Amounts;
import dev.loulan.domain.split.DaySplit;
import dev.loulan.domain.split.ExactShares;
import dev.loulan.domain.split.MonthEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The month-end run: the month's days split afresh, each by the tier that the days before it had
 * reached, then rent, guarantees and caps. It posts what the days and earlier runs of the month did
 * not; a day that changes later is settled, and the month is run again.
 */
final class MonthSettlement {
  private static final String MONTH = "month";
  private static final int FORMAT = 1;

  private final StatePort state;
  private final Month month;
  private final Currency currency;
  private final List<AgreementState> agreements;
  private final List<Terms> inForce;
  private final TermsIndex index;
  private final TreeMap<MonthKey, List<Long>> target = new TreeMap<>();
  private final TreeMap<MonthKey, List<Long>> posted = new TreeMap<>();
  private final List<Json> settledDays = new ArrayList<>();
  private final TreeMap<String, Long> sold = new TreeMap<>();

  private MonthSettlement(StatePort state, Month month, Currency currency) {
    this.state = state;
    this.month = month;
    this.currency = currency;
    this.agreements = Agreements.all(state);
    this.inForce =
        agreements.stream()
            .filter(AgreementState::isInForce)
            .map(agreement -> agreement.document().terms())
            .filter(terms -> terms.currency().equals(currency))
            .toList();
    this.index = new TermsIndex(agreements);
  }

  static byte[] settle(StatePort state, Month month, Currency currency) {
    return new MonthSettlement(state, month, currency).settle();
  }

  static byte[] statement(StateReader state, Month month, Currency currency) {
    List<Json> runs = runs(state, month, currency);
    if (runs.isEmpty()) {
      throw new ContractException(
          ContractCode.UNKNOWN_DAY, "Month " + month + " is not settled in " + currency);
    }
    return runs.getLast().canonical();
  }

  /** All runs of a month in order; none before the first. */
  static List<Json> runs(StateReader state, Month month, Currency currency) {
    return Documents.under(state, MONTH, currency.code(), month.toString());
  }

  private byte[] settle() {
    requireOver();
    month.days().forEach(this::addDay);
    inForce.forEach(this::addMonthEnd);
    List<Json> runs = runs(state, month, currency);
    runs.forEach(run -> addPosted(Documents.fields(run)));
    SortedMap<MonthKey, List<Long>> delta = delta();
    boolean news = delta.values().stream().anyMatch(amounts -> !Amounts.areZero(amounts));
    if (!news && !runs.isEmpty()) {
      return runs.getLast().canonical();
    }
    return post(runs.size() + 1L, delta);
  }

  /** Every device that may still sell in the month must have closed its last day. */
  private void requireOver() {
    SalesReader sales = new SalesReader(state.readerOf(Definition.SALES));
    for (Device device : sales.devices()) {
      boolean open =
          device.currency().equals(currency) && sales.isWaitedFor(month.lastDay(), device);
      if (open) {
        throw new ContractException(
            ContractCode.DAY_OPEN,
            "Month " + month + " is not over: device " + device.deviceId() + " has not closed it");
      }
    }
  }

  private void addDay(BusinessDay day) {
    PastRuns past = PastRuns.of(state, day, currency);
    DayFacts facts = DayFacts.read(state, day, currency);
    DayResult own = DayResult.of(state, facts, new Splitter(agreements, day, currency));
    if (past.count() == 0 && (facts.isEmpty() || own.isEmpty())) {
      return;
    }
    if (Settlement.isNews(facts, past, own, Run.of(own, past, index))) {
      throw new ContractException(
          ContractCode.DAY_OPEN, "Day " + day + " has news; settle it before its month");
    }
    settledDays.add(
        new JsonObjectBuilder().text("day", day.date()).integer("run", past.count()).build());
    past.posted()
        .forEach((key, amounts) -> posted.merge(MonthKey.ofDays(key), amounts, Amounts::plus));
    DayResult result =
        DayResult.of(state, facts, new Splitter(agreements, day, currency, new Tiers(sold)));
    TreeMap<PartKey, ExactShares> bases = new TreeMap<>();
    result.parts().forEach(part -> bases.merge(part.key(), part.shares(), ExactShares::plus));
    bases.forEach((key, base) -> {
      target.merge(MonthKey.ofDays(key), DaySplit.amounts(base), Amounts::plus);
      sold.merge(key.agreementId(), base.grossMinor(), Math::addExact);
    });
  }

  private void addMonthEnd(Terms terms) {
    long daysInForce = month.days().stream().filter(day -> terms.holdsOn(day, inForce)).count();
    if (daysInForce == 0 || terms.month().isEmpty()) {
      return;
    }
    List<Long> amounts = Amounts.none(terms.parties().size());
    for (var days : target.entrySet()) {
      if (days.getKey().part().isOf(terms)) {
        amounts = Amounts.plus(amounts, days.getValue());
      }
    }
    MonthEnd.moves(terms, daysInForce, month.days().size(), amounts)
        .forEach((cause, moved) -> target.put(MonthKey.of(terms, cause), moved));
  }

  private void addPosted(Fields run) {
    for (Fields posting : run.objects("postings")) {
      posted.merge(MonthKey.of(posting), StatementLines.amounts(posting, "amount"), Amounts::plus);
    }
  }

  private SortedMap<MonthKey, List<Long>> delta() {
    TreeMap<MonthKey, List<Long>> delta = new TreeMap<>(target);
    posted.forEach((key, amounts) -> {
      List<Long> wanted = target.getOrDefault(key, Amounts.none(amounts.size()));
      delta.put(key, Amounts.minus(wanted, amounts));
    });
    return delta;
  }

  private byte[] post(long run, SortedMap<MonthKey, List<Long>> delta) {
    PartyAmounts amounts = new PartyAmounts();
    List<Json> postings = new ArrayList<>();
    delta.forEach((key, shares) -> {
      if (!Amounts.areZero(shares)) {
        Terms terms = index.of(key.part());
        amounts.add(terms, shares);
        postings.add(
            key.json().array("shares", PartyAmounts.inOrder(terms, "amount", shares)).build());
      }
    });
    byte[] statement =
        new JsonObjectBuilder()
            .integer("monthStatement", FORMAT)
            .text("month", month.toString())
            .integer("run", run)
            .text("currency", currency.code())
            .array("days", settledDays)
            .array("agreements", inForce.stream().map(MonthSettlement::version).toList())
            .array("shares", amounts.json("amount"))
            .array("postings", postings)
            .build()
            .canonical();
    state.put(Key.of(MONTH, currency.code(), month.toString(), Key.index(run)), statement);
    Balances.post(state, currency, month.toString(), run, amounts);
    state.emit("MonthSettled", statement);
    return statement;
  }

  private static Json version(Terms terms) {
    return new JsonObjectBuilder()
        .text("agreementId", terms.agreementId())
        .integer("version", terms.version())
        .build();
  }
}
