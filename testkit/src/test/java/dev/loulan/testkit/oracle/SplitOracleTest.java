package dev.loulan.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.split.Amounts;
import dev.loulan.domain.split.DaySplit;
import dev.loulan.domain.split.ExactShares;
import dev.loulan.domain.split.MonthEnd;
import dev.loulan.domain.split.SplitLine;
import dev.loulan.domain.split.Waterfall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random agreements on random months, 20,000 of them; {@code -Dloulan.split.cases=1000000} for the
 * long run, {@code -Dloulan.seed} repeats one.
 */
class SplitOracleTest {
  private static final int CASES = Integer.getInteger("loulan.split.cases", 20_000);
  private static final int DAYS = 3;

  private final long seed = Long.getLong("loulan.seed", System.nanoTime());

  @Test
  void the_split_and_the_oracle_agree_on_every_sale_day_and_month() {
    System.out.println("SplitOracleTest seed " + seed + ", " + CASES + " cases");
    for (int i = 0; i < CASES; i++) {
      // A seed of its own, so that any case can be looked at alone.
      Random random = new Random(seed + i);
      try {
        check(random);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dloulan.seed=" + (seed + i) + ": " + e.getMessage(), e);
      }
    }
  }

  private static void check(Random random) {
    RandomAgreements draw = new RandomAgreements(random);
    TermsDocument document = TermsDocument.read(draw.terms().getBytes(StandardCharsets.UTF_8));
    Terms terms = document.terms();
    SplitOracle oracle = new SplitOracle(document.json());
    List<List<Long>> expectedDays = new ArrayList<>();
    List<Long> month = Amounts.none(terms.parties().size());
    long soldBefore = 0;
    for (int day = 0; day < DAYS; day++) {
      List<List<OracleLine>> sales = sales(draw, random);
      Waterfall waterfall = new Waterfall(terms, terms.sharesAt(soldBefore));
      List<List<Long>> claims = new ArrayList<>();
      for (List<OracleLine> sale : sales) {
        List<Long> expected = oracle.sale(sale, true, soldBefore);
        assertThat(waterfall.split(lines(sale), true).tenThousandths()).isEqualTo(expected);
        claims.add(expected);
      }
      List<Long> amounts = amounts(terms, waterfall, sales, random);
      assertThat(amounts).isEqualTo(oracle.day(claims));
      long gross = sales.stream().flatMap(List::stream).mapToLong(SplitOracleTest::gross).sum();
      assertThat(sum(amounts)).isEqualTo(gross);
      expectedDays.add(amounts);
      month = Amounts.plus(month, amounts);
      soldBefore += gross;
    }
    int inForce = 1 + random.nextInt(30);
    List<Long> after = MonthEnd.amounts(terms, inForce, 30, month);
    assertThat(after).isEqualTo(oracle.month(expectedDays, inForce, 30));
    assertThat(sum(after)).isEqualTo(soldBefore);
  }

  /** In another order, in two runs, and again: the same amounts each time. */
  private static List<Long> amounts(
      Terms terms, Waterfall waterfall, List<List<OracleLine>> sales, Random random) {
    List<Long> fresh = DaySplit.amounts(base(terms, waterfall, sales));
    List<List<OracleLine>> shuffled = new ArrayList<>(sales);
    Collections.shuffle(shuffled, random);
    int cut = random.nextInt(shuffled.size() + 1);
    List<Long> first = DaySplit.amounts(base(terms, waterfall, shuffled.subList(0, cut)));
    List<Long> late = DaySplit.toPost(base(terms, waterfall, shuffled), first);
    assertThat(Amounts.plus(first, late)).isEqualTo(fresh);
    return fresh;
  }

  private static ExactShares base(Terms terms, Waterfall waterfall, List<List<OracleLine>> sales) {
    ExactShares base = ExactShares.none(terms.parties().size());
    for (List<OracleLine> sale : sales) {
      base = base.plus(waterfall.split(lines(sale), true));
    }
    return base;
  }

  private static List<List<OracleLine>> sales(RandomAgreements draw, Random random) {
    List<List<OracleLine>> sales = new ArrayList<>();
    for (int n = random.nextInt(6); n > 0; n--) {
      sales.add(draw.sale());
    }
    return sales;
  }

  private static List<SplitLine> lines(List<OracleLine> sale) {
    return sale.stream()
        .map(line ->
            new SplitLine(
                line.gtin(),
                line.quantity(),
                line.unitPriceMinor(),
                (int) line.taxBp(),
                Optional.of(line.campaign()).filter(code -> !code.isEmpty())))
        .toList();
  }

  private static long gross(OracleLine line) {
    return line.quantity() * line.unitPriceMinor();
  }

  private static long sum(List<Long> amounts) {
    return amounts.stream().mapToLong(Long::longValue).sum();
  }
}
