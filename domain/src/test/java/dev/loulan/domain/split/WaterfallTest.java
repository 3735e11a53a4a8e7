package dev.loulan.domain.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.domain.agreement.Basis;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.agreement.TermsDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaterfallTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                          | basis                      | shares         | fee  | cost | quantity x price, tax | operator+host+supplier+provider+tax
          ok/even                         | GROSS                      | 5000 3000 2000 | 0 0  | 0    | 1 x 300, 0            | 150+90+60+0+0
          ok/odd unit to the first        | GROSS                      | 5000 2500 2500 | 0 0  | 0    | 1 x 101, 0            | 51+25+25+0+0
          ok/tie goes to the earlier      | GROSS                      | 2500 2500 5000 | 0 0  | 0    | 1 x 2, 0              | 1+0+1+0+0
          ok/remainder beats order        | GROSS                      | 3333 3333 3334 | 0 0  | 0    | 1 x 1, 0              | 0+0+1+0+0
          ok/operator bears the fee       | GROSS                      | 5000 3000 2000 | 100 5| 0    | 1 x 1000, 0           | 485+300+200+15+0
          ok/after fees                   | AFTER_FEES                 | 5000 3000 2000 | 60 0 | 0    | 1 x 1000, 0           | 497+298+199+6+0
          ok/profit after cost and fee    | PROFIT_AFTER_SUPPLIER_COST | 5000 3000 2000 | 60 0 | 600  | 1 x 1000, 0           | 197+118+679+6+0
          ok/tax inside the price         | PROFIT_AFTER_SUPPLIER_COST | 5000 3000 2000 | 0 0  | 500  | 1 x 1100, 1000        | 250+150+600+0+100
          ok/two units                    | PROFIT_AFTER_SUPPLIER_COST | 5000 3000 2000 | 0 0  | 100  | 2 x 150, 0            | 50+30+220+0+0
          ok/loss is shared               | PROFIT_AFTER_SUPPLIER_COST | 5000 3000 2000 | 0 0  | 400  | 1 x 300, 0            | -50+-30+380+0+0
          ok/free goods cost all the same | PROFIT_AFTER_SUPPLIER_COST | 5000 3000 2000 | 0 0  | 100  | 1 x 0, 0              | -50+-30+80+0+0
          ok/return undoes a sale         | GROSS                      | 5000 2500 2500 | 0 0  | 0    | -1 x 101, 0           | -51+-25+-25+0+0
          ok/nothing                      | GROSS                      | 5000 2500 2500 | 0 0  | 0    | 0 x 101, 0            | 0+0+0+0+0
          """)
  void splits(
      String name, Basis basis, String shares, String fee, long cost, String line, String gets) {
    String[] bp = shares.split(" ", -1);
    String[] fees = fee.trim().split(" ", -1);
    String[] parts = line.split(" x |, ", -1);
    Terms terms =
        SampleTerms.of(
            basis,
            Integer.parseInt(bp[0]),
            Integer.parseInt(bp[1]),
            Integer.parseInt(bp[2]),
            Integer.parseInt(fees[0]),
            Long.parseLong(fees[1]),
            cost);
    SplitLine sold =
        new SplitLine(
            "g",
            Long.parseLong(parts[0]),
            Long.parseLong(parts[1]),
            Integer.parseInt(parts[2].trim()));
    ExactShares exact = new Waterfall(terms).split(List.of(sold), true);
    assertThat(
            DaySplit.amounts(exact).stream().map(String::valueOf).collect(Collectors.joining("+")))
        .isEqualTo(gets);
  }

  @ParameterizedTest(name = "tax {0}")
  @CsvSource({"out, 825+495+330+50+100+200", "in, 725+555+370+50+100+200"})
  void a_campaign_pays_its_promoter_and_an_item_its_fee_and_tax_leaves_the_base_or_not(
      String taxBase, String gets) {
    Terms terms =
        TermsDocument.read(
                """
                {"agreementId":"a","version":1,"currency":"USD","shelves":["s"],"basis":"afterFees",
                 "effectiveFrom":"2026-01-01","taxBase":"%s","taxRates":[{"gtin":"g","bp":1111}],
                 "perItemFee":[{"role":"platform","minor":25}],"campaigns":[{"code":"SPRING","bp":1000}],
                 "parties":[{"role":"operator","partyId":"o","bp":5000},{"role":"host","partyId":"h","bp":3000},
                  {"role":"supplier","partyId":"s","bp":2000},{"role":"platform","partyId":"p","bp":0},
                  {"role":"promoter","partyId":"m","bp":0},{"role":"tax","partyId":"t"}]}
                """
                    .formatted(taxBase)
                    .getBytes(StandardCharsets.UTF_8))
            .terms();
    // 20.00 sold, half of it in the campaign; the tax inside 20.00 at 11.11 % is 1.9998.
    ExactShares exact =
        new Waterfall(terms)
            .split(
                List.of(
                    new SplitLine("g", 1, 1000, 0, Optional.of("SPRING")),
                    new SplitLine("g", 1, 1000, 0)),
                true);
    assertThat(
            DaySplit.amounts(exact).stream().map(String::valueOf).collect(Collectors.joining("+")))
        .isEqualTo(gets);
  }

  @Test
  void a_product_without_a_cost_is_told_before_and_refused_after() {
    Waterfall waterfall =
        new Waterfall(
            SampleTerms.of(Basis.PROFIT_AFTER_SUPPLIER_COST, 5000, 3000, 2000, 0, 0, 100));
    List<SplitLine> unknown = List.of(new SplitLine("other", 1, 100, 0));
    assertThat(waterfall.canSplit(unknown)).isFalse();
    assertThatThrownBy(() -> waterfall.split(unknown, true))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void an_amount_beyond_the_range_is_an_error_and_no_wrong_amount() {
    Waterfall waterfall = new Waterfall(SampleTerms.of(Basis.GROSS, 5000, 3000, 2000, 60, 0, 0));
    List<SplitLine> huge = List.of(new SplitLine("g", Long.MAX_VALUE / 2, 3, 0));
    assertThatThrownBy(() -> waterfall.split(huge, true)).isInstanceOf(ArithmeticException.class);
  }
}
