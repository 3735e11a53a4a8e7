package dev.loulan.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.agreement.TermsDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsInWordsTest {
  private static final String ALL =
      """
      {"agreementId":"lobby-1","version":1,"currency":"USD","basis":"profitAfterSupplierCost","shelves":["lobby"],
       "parties":[{"role":"operator","partyId":"op","bp":5000},{"role":"host","partyId":"lobby-co","bp":3000},
        {"role":"supplier","partyId":"acme","bp":1500},{"role":"promoter","partyId":"ads","bp":500},
        {"role":"provider","partyId":"pay"},{"role":"tax","partyId":"office"}],
       "supplierCosts":[{"gtin":"2000000000015","costMinor":190}],"otherCostBp":6000,
       "paymentFee":{"bp":60,"fixedMinor":3},"perItemFee":[{"role":"host","minor":7}],
       "campaigns":[{"code":"SPRING","bp":450}],"taxBase":"out","taxRates":[{"gtin":"2000000000022","bp":1300}],
       "tiers":[{"fromMinor":500000,"shares":[{"role":"operator","bp":5500},{"role":"host","bp":4500}]}],
       "fixedRent":[{"payer":"operator","receiver":"host","minor":20000,"per":"month"}],
       "minimumGuarantee":[{"party":"host","other":"operator","minor":30000}],
       "caps":[{"party":"supplier","other":"operator","minor":150000}],
       "contestDays":14,"answerDays":7,"effectiveFrom":"2026-01-01","effectiveTo":"2026-12-31"}
      """;

  @Test
  void terms_are_told_as_people_agree_on_them() {
    assertThat(told(ALL, Locale.ENGLISH))
        .contains(
            "In force: 2026-01-01 to 2026-12-31",
            "Divided is: what remains after payment fee, tax and the supplier's cost prices",
            "site host lobby-co: 30 %",
            "Payment fee: 0.6 % of each sale and $0.03 each → pay",
            "Supplier's cost prices: 2000000000015: $1.90",
            "From $5,000.00 in a month on: operator 55 %, site host 45 %, supplier 0 %, promoter 0 %",
            "Rent: operator → site host: $200.00 a month",
            "At most: supplier $1,500.00 a month; the difference is the operator's",
            "Contesting: within 14 days of a sale; 7 days for each answer");
    assertThat(told(ALL, Locale.CHINESE))
        .contains("场地方 lobby-co: 30 %", "有效期: 2026-01-01 至 2026-12-31");
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ["lobby"]           | ["lobby","hall"]
          "USD"               | "EUR"
          "profitAfterSupplierCost" | "afterFees"
          "partyId":"op"      | "partyId":"op2"
          "bp":3000}          | "bp":3001}
          "partyId":"pay"     | "partyId":"pay2"
          "partyId":"office"  | "partyId":"office2"
          "costMinor":190     | "costMinor":191
          2000000000015       | 2000000000039
          "otherCostBp":6000, | ``
          "otherCostBp":6000  | "otherCostBp":6001
          "bp":60,            | "bp":61,
          "fixedMinor":3      | "fixedMinor":4
          "minor":7           | "minor":8
          [{"role":"host","minor":7}] | [{"role":"supplier","minor":7}]
          SPRING              | SUMMER
          "SPRING","bp":450   | "SPRING","bp":451
          "taxBase":"out"     | "taxBase":"in"
          "bp":1300           | "bp":1301
          "fromMinor":500000  | "fromMinor":500001
          "bp":4500           | "bp":4499
          "receiver":"host"   | "receiver":"supplier"
          "minor":20000       | "minor":20001
          "per":"month"       | "per":"day"
          "minor":30000       | "minor":30001
          "minor":150000      | "minor":150001
          {"party":"supplier","other":"operator" | {"party":"supplier","other":"host"
          "contestDays":14    | "contestDays":15
          "answerDays":7      | "answerDays":8
          "2026-01-01"        | "2026-01-02"
          "2026-12-31"        | "2026-12-30"
          """)
  void a_term_that_is_another_is_told_otherwise(String before, String after) {
    String changed = whole(ALL.replace(before, after));
    for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
      assertThat(told(changed, locale)).as(changed).isNotEqualTo(told(ALL, locale));
    }
  }

  /** What one party gets more or less, the operator gets less or more. */
  private static String whole(String changed) {
    return changed
        .replace(
            "\"bp\":5000},{\"role\":\"host\",\"partyId\":\"lobby-co\",\"bp\":3001",
            "\"bp\":4999},{\"role\":\"host\",\"partyId\":\"lobby-co\",\"bp\":3001")
        .replace(
            "\"bp\":5500},{\"role\":\"host\",\"bp\":4499",
            "\"bp\":5501},{\"role\":\"host\",\"bp\":4499");
  }

  private static List<String> told(String json, Locale locale) {
    var terms = TermsDocument.read(json.getBytes(StandardCharsets.UTF_8)).terms();
    return TermsInWords.of(terms, Texts.of(locale)).stream()
        .map(line -> line.about() + ": " + line.agreed())
        .toList();
  }
}
