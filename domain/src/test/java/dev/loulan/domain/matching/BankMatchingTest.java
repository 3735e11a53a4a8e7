package dev.loulan.domain.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.matching.BankMatching.Credit;
import dev.loulan.domain.matching.BankMatching.Due;
import java.util.List;
import org.junit.jupiter.api.Test;

class BankMatchingTest {
  private static final Due FIRST = due("m1", "2026-11-23", 9_940);
  private static final Due SECOND = due("m1", "2026-11-24", 9_940);

  @Test
  void each_bill_takes_the_first_timely_credit_of_its_net_amount_whatever_the_order() {
    Credit early = credit("c1", "2026-11-24", 9_940, "");
    Credit later = credit("c2", "2026-11-25", 9_940, "");
    BankMatching.Result result = BankMatching.of(List.of(SECOND, FIRST), List.of(later, early));
    assertThat(describe(result)).containsExactly("2026-11-23 paid c1", "2026-11-24 paid c2");
    assertThat(result.unexplained()).isEmpty();
    assertThat(BankMatching.of(List.of(FIRST, SECOND), List.of(early, later))).isEqualTo(result);
  }

  @Test
  void another_amount_of_the_same_merchant_differs_and_what_nobody_paid_is_missing() {
    Credit short1 = credit("c1", "2026-11-24", 9_900, "payout m1");
    Credit other = credit("c2", "2026-11-24", 55, "rent");
    BankMatching.Result result = BankMatching.of(List.of(FIRST, SECOND), List.of(short1, other));
    assertThat(describe(result))
        .containsExactly("2026-11-23 amountDiffers c1", "2026-11-24 missingAtBank -");
    assertThat(result.unexplained()).containsExactly(other);
  }

  @Test
  void a_credit_before_the_bill_or_long_after_it_pays_nothing() {
    List<Credit> credits =
        List.of(credit("c1", "2026-11-22", 9_940, "m1"), credit("c2", "2026-12-04", 9_940, "m1"));
    assertThat(describe(BankMatching.of(List.of(FIRST), credits)))
        .containsExactly("2026-11-23 missingAtBank -");
  }

  private static Due due(String merchant, String day, long net) {
    return new Due(merchant + day, "wechatpay", merchant, new BusinessDay(day), net);
  }

  private static Credit credit(String id, String day, long amount, String text) {
    return new Credit(id, new BusinessDay(day), amount, text);
  }

  private static List<String> describe(BankMatching.Result result) {
    return result.findings().stream()
        .map(finding ->
            finding.due().billDay()
                + " "
                + finding.state().word()
                + " "
                + finding.credit().map(Credit::creditId).orElse("-"))
        .toList();
  }
}
