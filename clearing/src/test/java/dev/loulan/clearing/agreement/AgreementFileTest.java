package dev.loulan.clearing.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.clearing.text.InputException;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.TermsDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementFileTest {
  private static final String TEMPLATE =
      """
      {"agreementId": "v-${site}", "version": 1, "currency": "USD",
       "basis": "gross",
       "shelves": ["${shelves}"],
       "parties": [{"role": "operator", "partyId": "op", "bp": 5000},
                   {"role": "host", "partyId": "${site}", "bp": 3000},
                   {"role": "supplier", "partyId": "acme", "bp": 2000}],
       "effectiveFrom": "2022-01-01"}
      """;

  private static SortedMap<String, List<String>> sites() {
    TreeMap<String, List<String>> sites = new TreeMap<>();
    sites.put("mall", List.of("m1", "m2"));
    sites.put("library", List.of("m3"));
    return sites;
  }

  @Test
  void a_template_becomes_an_agreement_for_each_site() {
    List<TermsDocument> terms = AgreementFile.of("a.json", TEMPLATE).terms(sites());
    assertThat(terms).hasSize(2);
    assertThat(terms.getLast().terms().agreementId()).isEqualTo("v-mall");
    assertThat(terms.getLast().terms().shelves()).containsExactly("m1", "m2");
    assertThat(terms.getLast().terms().partyOf(ShareRole.HOST).partyId()).isEqualTo("mall");
  }

  @Test
  void a_file_that_is_no_utf8_is_refused_rather_than_signed_with_bytes_replaced(
      @TempDir Path folder) throws IOException {
    byte[] bytes = TEMPLATE.getBytes(StandardCharsets.UTF_8);
    bytes[TEMPLATE.indexOf("acme")] = (byte) 0xe9;
    Path file = Files.write(folder.resolve("latin.json"), bytes);
    assertThatThrownBy(() -> AgreementFile.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("latin.json")
        .hasMessageContaining("UTF-8");
    assertThatThrownBy(() -> AgreementTemplate.of(file.toString()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("UTF-8");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          fail/shares do not add up | "bp": 2000         | "bp": 2001            | agreement.wrong | 4
          fail/unknown currency     | "USD"              | "XQQ"                 | agreement.wrong | 1
          fail/unknown basis        | "basis": "gross"   | "basis": "net"        | agreement.wrong | 2
          fail/fraction             | "bp": 5000         | "bp": 50.5            | agreement.json  | 4
          fail/cut                  | "effectiveFrom": "2022-01-01"} | "effectiveFrom"  | agreement.json | 8
          """)
  void wrong_terms_are_refused_with_file_line_and_column(
      String name, String right, String wrong, String key, long line) {
    assertThatThrownBy(
            () -> AgreementFile.of("a.json", TEMPLATE.replace(right, wrong)).terms(sites()))
        .isInstanceOfSatisfying(
            InputException.class,
            e -> {
              assertThat(e.key()).isEqualTo(key);
              assertThat(e.place().line()).as(e.getMessage()).isEqualTo(line);
              assertThat(e.place().column()).isPositive();
            });
  }

  @Test
  void overlapping_agreements_and_a_version_given_twice_are_refused() {
    String other = TEMPLATE.replace("v-${site}", "w-${site}");
    assertThatThrownBy(
            () -> AgreementFile.of("a.json", "[" + TEMPLATE + "," + other + "]").terms(sites()))
        .hasMessageContaining("v-library")
        .hasMessageContaining("w-library")
        .hasMessageContaining("a.json, line 14");
    assertThatThrownBy(
            () -> AgreementFile.of("a.json", "[" + TEMPLATE + "," + TEMPLATE + "]").terms(sites()))
        .hasMessageContaining("given twice");
    String next = TEMPLATE.replace("\"version\": 1", "\"version\": 2");
    assertThat(AgreementFile.of("a.json", "[" + TEMPLATE + "," + next + "]").terms(sites()))
        .hasSize(4);
  }
}
