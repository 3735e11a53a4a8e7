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
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.split.DaySplit;
import dev.loulan.domain.split.ExactShares;
import dev.loulan.domain.split.MonthEnd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
  private final TermsIndex index;
  private final TreeMap<PartKey, List<Long>> target = new TreeMap<>();
  private final TreeMap<PartKey, List<Long>> posted = new TreeMap<>();
  private final TreeMap<String, Long> sold = new TreeMap<>();

  private MonthSettlement(StatePort state, Month month, Currency currency) {
    this.state = state;
    this.month = month;
    this.currency = currency;
    this.agreements = Agreements.all(state);
    this.index = new TermsIndex(agreements);
  }

  static byte[] settle(StatePort state, Month month, Currency currency) {
    return new MonthSettlement(state, month, currency).settle();
  }

  static byte[] statement(StateReader state, Month month, Currency currency) {
    return last(runs(state, month, currency))
        .orElseThrow(() ->
            new ContractException(
                ContractCode.UNKNOWN_DAY, "Month " + month + " is not settled in " + currency))
        .canonical();
  }

  private byte[] settle() {
    requireOver();
    month.days().forEach(this::addDay);
    agreements.stream()
        .filter(AgreementState::isInForce)
        .map(agreement -> agreement.document().terms())
        .filter(terms -> terms.currency().equals(currency))
        .forEach(this::addMonthEnd);
    List<Json> runs = runs(state, month, currency);
    runs.forEach(run -> addPosted(Documents.fields(run)));
    SortedMap<PartKey, List<Long>> delta = delta();
    boolean news = delta.values().stream().flatMap(List::stream).anyMatch(amount -> amount != 0);
    if (!news && !runs.isEmpty()) {
      return last(runs).orElseThrow().canonical();
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
    if (past.count() == 0) {
      return;
    }
    DayFacts facts = DayFacts.read(state, day, currency);
    DayResult own = DayResult.of(state, facts, new Splitter(agreements, day, currency));
    if (Settlement.isNews(facts, past, own, Run.of(own, past, index))) {
      throw new ContractException(
          ContractCode.DAY_OPEN, "Day " + day + " has news; settle it before its month");
    }
    past.posted().forEach((key, amounts) -> posted.merge(key, amounts, MonthSettlement::sum));
    DayResult result =
        DayResult.of(state, facts, new Splitter(agreements, day, currency, new Tiers(sold)));
    TreeMap<PartKey, ExactShares> bases = new TreeMap<>();
    result.parts().forEach(part -> bases.merge(part.key(), part.shares(), ExactShares::plus));
    bases.forEach((key, base) -> {
      target.merge(key, DaySplit.amounts(base), MonthSettlement::sum);
      sold.merge(key.agreementId(), base.grossMinor(), Math::addExact);
    });
  }

  private void addMonthEnd(Terms terms) {
    long inForce =
        month.days().stream().filter(day -> Agreements.inForceOn(agreements, terms, day)).count();
    if (inForce == 0 || terms.month().isEmpty()) {
      return;
    }
    List<Long> amounts = Collections.nCopies(terms.parties().size(), 0L);
    for (var part : target.entrySet()) {
      if (part.getKey().isOf(terms)) {
        amounts = sum(amounts, part.getValue());
      }
    }
    List<Long> after = MonthEnd.amounts(terms, inForce, month.days().size(), amounts);
    target.put(PartKey.ofMonth(terms), difference(after, amounts));
  }

  private void addPosted(Fields run) {
    for (Fields posting : run.objects("postings")) {
      posted.merge(
          PartKey.of(posting), StatementLines.amounts(posting, "amount"), MonthSettlement::sum);
    }
  }

  private SortedMap<PartKey, List<Long>> delta() {
    TreeMap<PartKey, List<Long>> delta = new TreeMap<>(target);
    posted.forEach((key, amounts) -> {
      List<Long> wanted = target.getOrDefault(key, Collections.nCopies(amounts.size(), 0L));
      delta.put(key, difference(wanted, amounts));
    });
    return delta;
  }

  private byte[] post(long run, SortedMap<PartKey, List<Long>> delta) {
    PartyAmounts amounts = new PartyAmounts();
    List<Json> postings = new ArrayList<>();
    delta.forEach((key, shares) -> {
      if (shares.stream().anyMatch(amount -> amount != 0)) {
        Terms terms = index.of(key);
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
            .array("shares", amounts.json("amount"))
            .array("postings", postings)
            .build()
            .canonical();
    state.put(Key.of(MONTH, currency.code(), month.toString(), Key.index(run)), statement);
    Balances.post(state, currency, month.toString(), run, amounts);
    state.emit("MonthSettled", statement);
    return statement;
  }

  private static List<Json> runs(StateReader state, Month month, Currency currency) {
    return Documents.under(state, MONTH, currency.code(), month.toString());
  }

  private static Optional<Json> last(List<Json> runs) {
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs.getLast());
  }

  private static List<Long> sum(List<Long> a, List<Long> b) {
    List<Long> sum = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      sum.add(Math.addExact(a.get(i), b.get(i)));
    }
    return sum;
  }

  private static List<Long> difference(List<Long> a, List<Long> b) {
    return sum(a, b.stream().map(Math::negateExact).toList());
  }
}
