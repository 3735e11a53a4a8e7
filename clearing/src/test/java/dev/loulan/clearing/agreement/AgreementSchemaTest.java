package dev.loulan.clearing.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.loulan.contract.fixture.Consortium;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema that ships says of terms what the reader says. */
class AgreementSchemaTest {
  private final JsonSchema schema = schema();

  @Test
  void all_terms_that_can_be_carried_out_are_valid() throws IOException {
    assertValid(Consortium.terms(1));
    assertValid(Files.readString(Path.of("..", "examples", "agreement.json")));
    for (String name : AgreementTemplate.SHIPPED) {
      AgreementTemplate template = AgreementTemplate.of(name);
      TreeMap<String, String> values = new TreeMap<>();
      template.gaps().forEach(gap -> values.put(gap, gap));
      values.put("currency", "EUR");
      values.put("from", "2026-12-01");
      assertValid(template.fill(values).json().text());
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fail/unknown basis   | "profitAfterSupplierCost" | "turnover"
          fail/unknown member  | "version":1               | "version":1,"colour":"red"
          fail/share above all | "bp":3000                 | "bp":10001
          fail/version 0       | "version":1               | "version":0
          fail/currency        | "USD"                     | "dollar"
          fail/no shelf        | ["s1"]                    | []
          fail/day             | "2026-01-01"              | "1 January"
          """)
  void what_the_reader_refuses_by_form_is_not_valid(String name, String right, String wrong) {
    String terms = Consortium.terms(1);
    assertThat(terms).contains(right);
    assertThat(faults(terms.replace(right, wrong))).isNotEmpty();
  }

  private void assertValid(String terms) {
    assertThat(faults(terms)).as(terms).isEmpty();
  }

  private List<String> faults(String terms) {
    return schema.validate(terms, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  private static JsonSchema schema() {
    try (InputStream in =
        Objects.requireNonNull(
            AgreementFile.class.getResourceAsStream(
                "/dev/loulan/clearing/agreement.schema.json"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
