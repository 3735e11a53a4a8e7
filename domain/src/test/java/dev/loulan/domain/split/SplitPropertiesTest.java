package dev.loulan.domain.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.BasisPoints;
import dev.loulan.domain.agreement.Basis;
import dev.loulan.domain.agreement.Terms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SplitPropertiesTest {
  private static final int CASES = 3_000;
  private static final List<Basis> BASES = List.of(Basis.values());

  private final long seed = Long.getLong("loulan.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void shares_add_up_to_gross_whatever_the_order_and_the_cut_into_runs() {
    for (int i = 0; i < CASES; i++) {
      String hint = "seed " + seed + ", case " + i;
      Terms terms = randomTerms();
      Waterfall waterfall = new Waterfall(terms);
      List<List<SplitLine>> sales = randomSales();
      ExactShares day = base(waterfall, sales, terms);
      long gross = sales.stream().flatMap(List::stream).mapToLong(SplitLine::grossMinor).sum();

      List<Long> amounts = DaySplit.amounts(day);
      assertThat(amounts.stream().mapToLong(Long::longValue).sum()).as(hint).isEqualTo(gross);

      List<List<SplitLine>> shuffled = new ArrayList<>(sales);
      Collections.shuffle(shuffled, random);
      assertThat(base(waterfall, shuffled, terms)).as(hint).isEqualTo(day);

      int cut = random.nextInt(sales.size() + 1);
      ExactShares early = base(waterfall, shuffled.subList(0, cut), terms);
      List<Long> first = DaySplit.amounts(early);
      List<Long> late = DaySplit.toPost(day, first);
      assertThat(sum(first, late)).as(hint).isEqualTo(amounts);
      assertThat(DaySplit.toPost(day, amounts)).as(hint).allMatch(amount -> amount == 0);
    }
  }

  @Test
  void every_amount_is_less_than_one_unit_from_its_exact_claim() {
    for (int i = 0; i < CASES; i++) {
      Terms terms = randomTerms();
      ExactShares day = base(new Waterfall(terms), randomSales(), terms);
      List<Long> amounts = DaySplit.amounts(day);
      for (int party = 0; party < amounts.size(); party++) {
        long off = amounts.get(party) * ExactShares.SCALE - day.tenThousandths().get(party);
        assertThat(Math.abs(off)).as("seed " + seed + ", case " + i).isLessThan(ExactShares.SCALE);
      }
    }
  }

  @Test
  void a_division_agrees_with_arithmetic_without_bounds() {
    for (int i = 0; i < CASES; i++) {
      String hint = "seed " + seed + ", case " + i;
      long amount = random.nextLong() >> random.nextInt(62);
      amount = amount == Long.MIN_VALUE ? 0 : amount;
      int[] weights = randomShares().stream().mapToInt(Integer::intValue).toArray();
      long[] parts = LargestRemainder.divide(amount, weights, BasisPoints.WHOLE);
      for (int p = 0; p < parts.length; p++) {
        BigInteger exact = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(weights[p]));
        BigInteger off =
            BigInteger.valueOf(parts[p])
                .multiply(BigInteger.valueOf(BasisPoints.WHOLE))
                .subtract(exact);
        assertThat(off.abs()).as(hint).isLessThan(BigInteger.valueOf(BasisPoints.WHOLE));
      }
      assertThat(LongStream.of(parts).sum()).as(hint).isEqualTo(amount);
    }
  }

  @Test
  void a_refund_leaves_nothing_of_its_sale() {
    for (int i = 0; i < CASES; i++) {
      Waterfall waterfall = new Waterfall(randomTerms());
      SplitLine line = randomLine();
      SplitLine back =
          new SplitLine(line.gtin(), -line.quantity(), line.unitPriceMinor(), line.taxBp());
      ExactShares rest =
          waterfall.split(List.of(line), false).plus(waterfall.split(List.of(back), false));
      assertThat(rest.tenThousandths()).as("seed " + seed).allMatch(amount -> amount == 0);
    }
  }

  private static ExactShares base(Waterfall waterfall, List<List<SplitLine>> sales, Terms terms) {
    ExactShares base = ExactShares.none(terms.parties().size());
    for (List<SplitLine> sale : sales) {
      base = base.plus(waterfall.split(sale, true));
    }
    return base;
  }

  private static List<Long> sum(List<Long> a, List<Long> b) {
    List<Long> sum = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      sum.add(a.get(i) + b.get(i));
    }
    return sum;
  }

  private Terms randomTerms() {
    List<Integer> shares = randomShares();
    Basis basis = BASES.get(random.nextInt(BASES.size()));
    return SampleTerms.of(
        basis,
        shares.get(0),
        shares.get(1),
        shares.get(2),
        random.nextInt(300),
        random.nextInt(3) * 5L,
        random.nextInt(700));
  }

  private List<Integer> randomShares() {
    int first = random.nextInt(BasisPoints.WHOLE + 1);
    int second = random.nextInt(BasisPoints.WHOLE + 1 - first);
    return List.of(first, second, BasisPoints.WHOLE - first - second);
  }

  private List<List<SplitLine>> randomSales() {
    List<List<SplitLine>> sales = new ArrayList<>();
    for (int i = random.nextInt(12); i >= 0; i--) {
      sales.add(random.nextBoolean() ? List.of(randomLine()) : List.of(randomLine(), randomLine()));
    }
    return sales;
  }

  private SplitLine randomLine() {
    int quantity = random.nextInt(5) == 0 ? -1 : 1 + random.nextInt(3);
    int[] rates = {0, 500, 600, 1300, 1900};
    return new SplitLine("g", quantity, random.nextInt(900), rates[random.nextInt(rates.length)]);
  }
}
