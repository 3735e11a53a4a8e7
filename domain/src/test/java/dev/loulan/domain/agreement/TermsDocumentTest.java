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
          fail/shares too small       | "bp":2000          | "bp":1999                          | TERMS_INVALID
          fail/share negative         | "bp":2000          | "bp":-1                            | TERMS_INVALID
          fail/share of the provider  | "partyId":"pay"    | "partyId":"pay","bp":1             | TERMS_INVALID
          fail/role twice             | "role":"tax"       | "role":"provider"                  | TERMS_INVALID
          fail/role unknown           | "role":"tax"       | "role":"Tax"                       | TERMS_INVALID
          fail/no host                | "role":"host"      | "role":"platform"                  | TERMS_INVALID
          fail/fee without receiver   | "role":"provider"  | "role":"platform"                  | TERMS_INVALID
          fail/currency               | USD                | usd                                | TERMS_INVALID
          fail/no shelf               | ["s1"]             | []                                 | TERMS_INVALID
          fail/basis                  | profitAfter        | lossAfter                          | TERMS_INVALID
          fail/no such day            | 2026-01-01         | 2026-02-30                         | TERMS_INVALID
          fail/ends before it starts  | "effectiveTo":null | "effectiveTo":"2025-12-31"         | TERMS_INVALID
          fail/cost negative          | "costMinor":120    | "costMinor":-1                     | TERMS_INVALID
          fail/fraction               | "costMinor":120    | "costMinor":1.2                    | TERMS_INVALID
          fail/unknown member         | "version":1        | "version":1,"verison":2            | TERMS_INVALID
          fail/version zero           | "version":1        | "version":0                        | TERMS_INVALID
          fail/rent                   | "version":1        | "version":1,"fixedRent":{"a":1}    | TERMS_UNSUPPORTED
          fail/tiers                  | "version":1        | "version":1,"tiers":[]             | TERMS_UNSUPPORTED
          fail/guarantee              | "version":1        | "version":1,"minimumGuarantee":1   | TERMS_UNSUPPORTED
          fail/caps                   | "version":1        | "version":1,"caps":[]              | TERMS_UNSUPPORTED
          """)
  void refuses_terms(String name, String part, String instead, TermsException.Code code) {
    assertThat(SOUND).contains(part);
    assertThatThrownBy(() -> read(SOUND.replace(part, instead)))
        .isInstanceOfSatisfying(
            TermsException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }
}
