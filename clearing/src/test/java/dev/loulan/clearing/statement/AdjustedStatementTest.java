package dev.loulan.clearing.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedSet;
import org.junit.jupiter.api.Test;

/** Refunds and answered reviews on a statement, proven by the operator's signature. */
class AdjustedStatementTest {

  @Test
  void a_refund_and_an_answered_review_are_computed_from_what_was_signed() {
    for (Bundle bundle : SampleStatements.adjusted()) {
      assertThat(lines(SampleStatements.text(bundle))).as(bundle.role()).isEmpty();
      assertThat(bundle.lines().stream().map(line -> line.kind().word()))
          .containsExactly("sale", "sale", "adjustment", "adjustment", "day", "rounding", "total");
    }
  }

  @Test
  void one_cent_more_in_a_refund_and_a_decision_altered_or_left_out_are_named() {
    Bundle host = SampleStatements.adjusted().getFirst();
    String text = SampleStatements.text(host);
    StatementLine refund = host.lines().get(2);
    assertThat(refund.grossMinor()).isEqualTo(-150);
    assertThat(lines(text.replaceFirst("\"gross\":-150", "\"gross\":-149"))).contains(3L);
    assertThat(lines(text.replaceFirst("\"quantity\":1,", "\"quantity\":2,"))).isNotEmpty();
    assertThat(
            lines(text.replaceFirst("\"adjustments\":\\[.*?}],\"agr", "\"adjustments\":[],\"agr")))
        .contains(3L, 4L);
    assertThat(lines(text.replaceFirst("\"unitPrice\":300", "\"unitPrice\":301"))).contains(4L);
    String sale = refund.saleId().orElseThrow();
    assertThat(lines(text.replace("\"" + sale + "\":", "\"x\":"))).contains(3L);
  }

  @Test
  void every_forgery_is_found() {
    for (Bundle bundle : SampleStatements.adjusted()) {
      for (String forged : SampleStatements.forgeries(SampleStatements.text(bundle))) {
        assertThat(lines(forged)).as(forged).isNotEmpty();
      }
    }
  }

  private static SortedSet<Long> lines(String text) {
    return SampleStatements.faultLines(text);
  }
}
