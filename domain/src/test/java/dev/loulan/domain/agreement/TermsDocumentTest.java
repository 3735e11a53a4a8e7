package dev.loulan.domain.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.domain.BusinessDay;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsDocumentTest {
  static final String SOUND =
      """
      {"agreementId":"a-1","version":1,"currency":"USD","basis":"profitAfterSupplierCost",
       "shelves":["s1"],"effectiveFrom":"2026-01-01","effectiveTo":null,"otherCostBp":6000,
       "supplierCosts":[{"gtin":"96385074","costMinor":120}],
       "paymentFee":{"bp":60,"fixedMinor":0},
       "parties":[{"role":"supplier","partyId":"acme","bp":2000},
                  {"role":"operator","partyId":"op","bp":5000},
                  {"role":"host","partyId":"lobby","bp":3000},
                  {"role":"provider","partyId":"pay"},{"role":"tax","partyId":"office"}]}
      """;

  private static TermsDocument read(String text) {
    return TermsDocument.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void has_the_same_hash_however_it_is_formatted() {
    TermsDocument document = read(SOUND);
    assertThat(read(document.json().text()).hash()).isEqualTo(document.hash()).hasSize(64);
    assertThat(read(SOUND.replace("2000", "2001").replace("3000", "2999")).hash())
        .isNotEqualTo(document.hash());
  }

  @Test
  void covers_its_shelves_supplier_and_days_only() {
    Terms terms = read(SOUND).terms();
    assertThat(terms.covers("s1", "acme", new BusinessDay("2026-01-01"))).isTrue();
    assertThat(terms.covers("s1", "acme", new BusinessDay("2025-12-31"))).isFalse();
    assertThat(terms.covers("s2", "acme", new BusinessDay("2026-01-01"))).isFalse();
    assertThat(terms.covers("s1", "other", new BusinessDay("2026-01-01"))).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          fail/shares too small       | "bp":2000          | "bp":1999
          fail/share negative         | "bp":2000          | "bp":-1
          fail/share of the provider  | "partyId":"pay"    | "partyId":"pay","bp":1
          fail/role twice             | "role":"tax"       | "role":"provider"
          fail/role unknown           | "role":"tax"       | "role":"Tax"
          fail/no host                | "role":"host"      | "role":"platform"
          fail/fee without receiver   | "role":"provider"  | "role":"platform"
          fail/currency               | USD                | usd
          fail/no shelf               | ["s1"]             | []
          fail/basis                  | profitAfter        | lossAfter
          fail/no such day            | 2026-01-01         | 2026-02-30
          fail/ends before it starts  | "effectiveTo":null | "effectiveTo":"2025-12-31"
          fail/cost negative          | "costMinor":120    | "costMinor":-1
          fail/fraction               | "costMinor":120    | "costMinor":1.2
          fail/unknown member         | "version":1        | "version":1,"verison":2
          fail/version zero           | "version":1        | "version":0
          fail/rent no array          | "version":1        | "version":1,"fixedRent":{"a":1}
          fail/rent to nobody         | "version":1        | "version":1,"fixedRent":[{"receiver":"platform","minor":1,"per":"day"}]
          fail/rent per week          | "version":1        | "version":1,"fixedRent":[{"receiver":"host","minor":1,"per":"week"}]
          fail/rent to itself         | "version":1        | "version":1,"fixedRent":[{"receiver":"operator","minor":1,"per":"day"}]
          fail/rent negative          | "version":1        | "version":1,"fixedRent":[{"receiver":"host","minor":-1,"per":"day"}]
          fail/rent to provider       | "version":1        | "version":1,"fixedRent":[{"receiver":"provider","minor":1,"per":"day"}]
          fail/tier not whole         | "version":1        | "version":1,"tiers":[{"fromMinor":1,"shares":[{"role":"host","bp":9999}]}]
          fail/tier of provider       | "version":1        | "version":1,"tiers":[{"fromMinor":1,"shares":[{"role":"provider","bp":10000}]}]
          fail/tier from 0            | "version":1        | "version":1,"tiers":[{"fromMinor":0,"shares":[{"role":"host","bp":10000}]}]
          fail/tiers fall             | "version":1        | "version":1,"tiers":[{"fromMinor":2,"shares":[{"role":"host","bp":10000}]},{"fromMinor":1,"shares":[{"role":"host","bp":10000}]}]
          fail/guarantee a number     | "version":1        | "version":1,"minimumGuarantee":1
          fail/guarantee twice        | "version":1        | "version":1,"minimumGuarantee":[{"party":"host","minor":1},{"party":"host","minor":2}]
          fail/cap of nobody          | "version":1        | "version":1,"caps":[{"party":"platform","minor":1}]
          fail/item fee negative      | "version":1        | "version":1,"perItemFee":[{"role":"host","minor":-1}]
          fail/item fee to nobody     | "version":1        | "version":1,"perItemFee":[{"role":"platform","minor":1}]
          fail/campaign, no promoter  | "version":1        | "version":1,"campaigns":[{"code":"A","bp":1}]
          fail/tax base               | "version":1        | "version":1,"taxBase":"both"
          fail/contest too long       | "version":1        | "version":1,"contestDays":1000
          fail/answer takes no time   | "version":1        | "version":1,"answerDays":0
          fail/currency unknown       | USD                | XQQ
          """)
  void refuses_terms(String name, String part, String instead) {
    assertThat(SOUND).contains(part);
    assertThatThrownBy(() -> read(SOUND.replace(part, instead))).isInstanceOf(TermsException.class);
  }
}
