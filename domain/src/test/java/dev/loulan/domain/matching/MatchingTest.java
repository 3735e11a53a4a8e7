package dev.loulan.domain.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.BusinessDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchingTest {
  private static final BusinessDay DAY = new BusinessDay("2026-11-23");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                    | sales id:reference:amount | lines id:reference:amount | cases
          ok/matched                | s1:r1:100                 | l1:r1:100                 | matched s1 l1
          ok/cash                   | s1::100                   |                           | collectedByOperator s1 -
          ok/line of right amount   | s1:r1:100                 | l1:r1:90 l2:r1:100        | matched s1 l2, duplicateLine - l1
          fail/missing at provider  | s1:r1:100                 |                           | missingAtProvider s1 -
          fail/other reference      | s1:r1:100                 | l1:R1:100                 | missingAtProvider s1 -, missingInJournal - l1
          fail/missing in journal   |                           | l1:r1:100                 | missingInJournal - l1
          fail/amount differs       | s1:r1:100                 | l1:r1:101                 | amountDiffers s1 l1
          fail/billed twice         | s1:r1:100                 | l1:r1:100 l2:r1:100       | matched s1 l1, duplicateLine - l2
          fail/one payment for two  | s1:r1:100 s2:r1:100       | l1:r1:100                 | duplicateReference s1 -, duplicateReference s2 -, duplicateLine - l1
          ok/billed the day after   | s1:r1:100                 | l1:r1:100:2026-11-24      | late s1 l1
          ok/billed the day before  | s1:r1:100                 | l1:r1:100:2026-11-22      | early s1 l1
          ok/late and same day      | s1:r1:100                 | l1:r1:100:2026-11-24 l0:r1:100 | matched s1 l0, duplicateLine - l1
          ok/review is paid         |                           | l1:rv:100                 | review v1 l1
          fail/review is paid twice |                           | l1:rv:100 l2:rv:100       | review v1 l1, missingInJournal - l2
          fail/late and other price | s1:r1:100                 | l1:r1:101:2026-11-24      | amountDiffers s1 l1
          ok/nothing                |                           |                           |
          """)
  void compares(String name, String sales, String lines, String cases) {
    assertThat(describe(cases(sales(sales), lines(lines)))).isEqualTo(cases == null ? "" : cases);
  }

  @Test
  void order_of_input_does_not_matter_and_no_sale_or_line_is_lost() {
    long seed = Long.getLong("loulan.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      List<CollectedSale> sales = new ArrayList<>();
      List<BillLine> lines = new ArrayList<>();
      for (int n = random.nextInt(12); n > 0; n--) {
        sales.add(sale("s" + n, "r" + random.nextInt(8), 100 + random.nextInt(2)));
        lines.add(line("l" + n, "r" + random.nextInt(8), 100 + random.nextInt(2)));
      }
      List<MatchCase> cases = cases(sales, lines);
      Collections.shuffle(sales, random);
      Collections.shuffle(lines, random);
      assertThat(cases(sales, lines)).as("seed " + seed).isEqualTo(cases);
      assertThat(cases.stream().map(MatchCase::saleId).flatMap(Optional::stream))
          .as("seed " + seed)
          .containsExactlyInAnyOrderElementsOf(sales.stream().map(CollectedSale::saleId).toList());
      assertThat(cases.stream().map(MatchCase::lineId).flatMap(Optional::stream))
          .as("seed " + seed)
          .containsExactlyInAnyOrderElementsOf(lines.stream().map(BillLine::lineId).toList());
    }
  }

  @Test
  void a_line_without_a_reference_finds_the_closest_sale_of_its_merchant_and_amount() {
    long minute = 60_000_000L;
    List<CollectedSale> sales =
        List.of(timed("s1", "r1", 100, 0), timed("s2", "r2", 100, 5 * minute));
    assertThat(describe(cases(sales, List.of(nameless("l1", 100, 4 * minute)))))
        .isEqualTo("missingAtProvider s1 -, matched s2 l1");
    assertThat(
            describe(
                cases(
                    sales, List.of(nameless("l1", 100, 4 * minute), nameless("l2", 100, minute)))))
        .isEqualTo("matched s1 l2, matched s2 l1");
    assertThat(describe(cases(sales, List.of(nameless("l1", 101, 0)))))
        .isEqualTo("missingAtProvider s1 -, missingAtProvider s2 -, missingInJournal - l1");
    assertThat(describe(cases(sales, List.of(nameless("l1", 100, 16 * minute)))))
        .isEqualTo("missingAtProvider s1 -, missingAtProvider s2 -, missingInJournal - l1");
    assertThat(describe(cases(sales, List.of(line("l0", "r2", 100), nameless("l1", 100, minute)))))
        .isEqualTo("matched s1 l1, matched s2 l0");
  }

  private static CollectedSale timed(String id, String reference, long amount, long at) {
    return new CollectedSale(id, Optional.of(tender(reference)), amount, at);
  }

  private static BillLine nameless(String id, long amount, long at) {
    return new BillLine(id, tender(""), amount, DAY, Optional.of(at));
  }

  private static List<MatchCase> cases(List<CollectedSale> sales, List<BillLine> lines) {
    List<OpenReview> reviews = List.of(new OpenReview("v1", tender("rv")));
    return Matching.of(new MatchingInput(DAY, sales, reviews, lines));
  }

  private static String describe(List<MatchCase> cases) {
    return cases.stream()
        .map(c -> c.kind().word() + " " + c.saleId().orElse("-") + " " + c.lineId().orElse("-"))
        .collect(Collectors.joining(", "));
  }

  private static List<CollectedSale> sales(String text) {
    return words(text).stream().map(w -> sale(w[0], w[1], Long.parseLong(w[2]))).toList();
  }

  private static List<BillLine> lines(String text) {
    return words(text).stream().map(MatchingTest::line).toList();
  }

  private static List<String[]> words(String text) {
    return text == null || text.isBlank()
        ? List.of()
        : Arrays.stream(text.split(" ", -1)).map(w -> w.split(":", -1)).toList();
  }

  private static CollectedSale sale(String id, String reference, long amount) {
    return new CollectedSale(
        id, reference.isEmpty() ? Optional.empty() : Optional.of(tender(reference)), amount);
  }

  private static BillLine line(String id, String reference, long amount) {
    return new BillLine(id, tender(reference), amount, DAY);
  }

  private static BillLine line(String[] words) {
    BusinessDay day = words.length > 3 ? new BusinessDay(words[3]) : DAY;
    return new BillLine(words[0], tender(words[1]), Long.parseLong(words[2]), day);
  }

  private static TenderReference tender(String reference) {
    return new TenderReference("pay", "m1", reference);
  }
}
