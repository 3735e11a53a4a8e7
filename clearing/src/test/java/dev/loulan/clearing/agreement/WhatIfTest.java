package dev.loulan.clearing.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.split.SplitLine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhatIfTest {
  private static final String TERMS =
      """
      {"agreementId":"try","version":1,"currency":"USD","basis":"gross","shelves":["s1"],
       "effectiveFrom":"2030-01-01",
       "tiers":[{"fromMinor":500,"shares":[{"role":"host","bp":10000}]}],
       "fixedRent":[{"receiver":"host","minor":3000,"per":"month"}],
       "parties":[{"role":"operator","partyId":"op","bp":5000},
                  {"role":"host","partyId":"lobby-co","bp":3000},
                  {"role":"supplier","partyId":"acme","bp":2000}]}
      """;

  @Test
  void a_month_is_reckoned_with_tiers_and_rent_before_the_terms_are_in_force() {
    WhatIf trial = new WhatIf(TermsDocument.read(TERMS.getBytes(StandardCharsets.UTF_8)).terms());
    trial.add(sold("s1", "2026-10-01", "acme", 600));
    trial.add(sold("s1", "2026-10-02", "acme", 1_000));
    trial.add(sold("s1", "2026-10-02", "another", 77));
    trial.add(sold("s9", "2026-10-02", "acme", 77));
    WhatIf.Result result = trial.result(31);
    assertThat(result.sales()).isEqualTo(2);
    assertThat(result.grossMinor()).isEqualTo(1_600);
    // The second day begins with 600 sold: the host gets all of it, and the rent.
    assertThat(result.amountsMinor()).containsExactly(300L - 3_000, 180L + 1_000 + 3_000, 120L);
  }

  @Test
  void nothing_sold_gives_the_rent_alone() {
    WhatIf trial = new WhatIf(TermsDocument.read(TERMS.getBytes(StandardCharsets.UTF_8)).terms());
    assertThat(trial.result(31).amountsMinor()).containsExactly(-3_000L, 3_000L, 0L);
  }

  private static WhatIf.Sold sold(String shelf, String day, String supplier, long price) {
    return new WhatIf.Sold(
        shelf,
        new BusinessDay(day),
        List.of(new WhatIf.Sold.Line(supplier, new SplitLine("g", 1, price, 0))));
  }
}
