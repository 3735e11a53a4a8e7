package dev.loulan.clearing.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.contract.fixture.LedgerCalls;
import dev.loulan.contract.fixture.MemoryLedger;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.json.Fields;
import dev.loulan.sync.ledger.embedded.EmbeddedLedger;
import dev.loulan.testkit.oracle.OracleLine;
import dev.loulan.testkit.oracle.SplitOracle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random agreements and sales through the contract, until this many sales were settled under terms
 * drawn with them; {@code -Dloulan.trade.pairs=1000000} for the long run, {@code -Dloulan.seed}
 * repeats one.
 */
class RandomTradeTest {
  private static final int PAIRS = Integer.getInteger("loulan.trade.pairs", 20_000);
  private static final int AT_A_TIME = 50;
  private static final int ON_EMBEDDED_LEDGER = Integer.getInteger("loulan.trade.embedded", 2);

  @TempDir private Path folder;

  private final long seed = Long.getLong("loulan.seed", System.nanoTime());
  private final AtomicInteger pairs = new AtomicInteger();
  private final AtomicInteger statements = new AtomicInteger();

  @Test
  void contract_oracle_and_verifier_agree_whatever_the_order_and_the_number_of_runs() {
    System.out.println("RandomTradeTest seed " + seed);
    int agreements = 0;
    while (pairs.get() < PAIRS) {
      LongStream.range(seed + agreements, seed + agreements + AT_A_TIME)
          .parallel()
          .forEach(each -> check(each, new MemoryLedger(), new MemoryLedger()));
      agreements += AT_A_TIME;
      if (pairs.get() >= PAIRS || agreements % 1_000 == 0) {
        System.out.printf(
            "RandomTradeTest: %d agreements, %d sales under them, %d statements verified%n",
            agreements, pairs.get(), statements.get());
      }
    }
  }

  @Test
  void the_embedded_ledger_agrees_too() {
    System.out.println("RandomTradeTest seed " + seed + ", embedded");
    for (int i = 0; i < ON_EMBEDDED_LEDGER; i++) {
      try (EmbeddedLedger one = EmbeddedLedger.open(folder.resolve(i + "-1.ledger"));
          EmbeddedLedger two = EmbeddedLedger.open(folder.resolve(i + "-2.ledger"))) {
        check(seed + i, one::invoke, two::invoke);
      }
    }
  }

  /** The ledgers are for the runs that must give identical bytes. */
  private void check(long seed, LedgerCalls one, LedgerCalls two) {
    try {
      RandomTrade trade = new RandomTrade(seed);
      RandomTrade.Outcome fresh = trade.atOnce(one, false);
      RandomTrade.Outcome permuted = trade.atOnce(two, true);
      RandomTrade.Outcome late = trade.inManyRuns(new MemoryLedger());
      assertThat(permuted.statements()).isEqualTo(fresh.statements());
      assertThat(permuted.balances()).isEqualTo(fresh.balances());
      assertThat(byParty(late.balances())).isEqualTo(byParty(fresh.balances()));
      assertThat(byParty(fresh.balances())).isEqualTo(judged(trade));
      assertThat(byParty(fresh.balances()).values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(gross(trade));
      for (RandomTrade.Outcome outcome : List.of(fresh, late)) {
        outcome.statements().forEach(RandomTradeTest::requireSum);
        outcome.bundles().forEach(bundle -> requireSound(bundle, outcome));
        statements.addAndGet(outcome.bundles().size());
      }
      pairs.addAndGet(trade.pairs());
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("-Dloulan.seed=" + seed + ": " + e.getMessage(), e);
    }
  }

  /** The parties' shares of a run add up to what it settles; a month moves money only. */
  private static void requireSum(String statement) {
    Fields fields = RandomTrade.fields(statement);
    long sum = fields.objects("shares").stream().mapToLong(s -> s.integer("amount")).sum();
    assertThat(sum).isEqualTo(fields.integerOrNone("gross").orElse(0L));
  }

  private static void requireSound(Bundle bundle, RandomTrade.Outcome outcome) {
    String text = bundle.json().text();
    assertThat(StatementVerifier.verify(Bundle.read(text)).faults()).as(text).isEmpty();
    assertThat(byParty(outcome.balances()).getOrDefault(bundle.role(), 0L))
        .isEqualTo(bundle.lines().getLast().amountMinor());
  }

  private static SortedMap<String, Long> byParty(String balances) {
    TreeMap<String, Long> amounts = new TreeMap<>();
    RandomTrade.fields(balances)
        .objects("balances")
        .forEach(each -> amounts.put(each.text("party"), each.integer("amount")));
    amounts.values().removeIf(amount -> amount == 0);
    return amounts;
  }

  /** What the oracle says of the month under the terms that hold in the end. */
  private static SortedMap<String, Long> judged(RandomTrade trade) {
    TermsDocument document = TermsDocument.read(trade.termsBytes());
    SplitOracle oracle = new SplitOracle(document.json());
    List<List<Long>> days = new ArrayList<>();
    long soldBefore = 0;
    for (int day = 0; day < RandomTrade.DAYS.size(); day++) {
      List<List<Long>> claims = new ArrayList<>();
      long gross = 0;
      for (List<OracleLine> sale : trade.sales(day)) {
        claims.add(oracle.sale(sale, true, soldBefore));
        gross += gross(sale);
      }
      for (List<OracleLine> refund : trade.refunds(day)) {
        claims.add(oracle.sale(refund, false, soldBefore));
        gross += gross(refund);
      }
      days.add(oracle.day(claims));
      soldBefore += gross;
    }
    List<Long> month = oracle.month(days, 30, 30);
    TreeMap<String, Long> amounts = new TreeMap<>();
    for (int i = 0; i < month.size(); i++) {
      amounts.put(document.terms().parties().get(i).role().word(), month.get(i));
    }
    amounts.values().removeIf(amount -> amount == 0);
    return amounts;
  }

  private static long gross(RandomTrade trade) {
    long gross = 0;
    for (int day = 0; day < RandomTrade.DAYS.size(); day++) {
      gross += trade.sales(day).stream().mapToLong(RandomTradeTest::gross).sum();
      gross += trade.refunds(day).stream().mapToLong(RandomTradeTest::gross).sum();
    }
    return gross;
  }

  private static long gross(List<OracleLine> sale) {
    return sale.stream().mapToLong(line -> line.quantity() * line.unitPriceMinor()).sum();
  }
}
