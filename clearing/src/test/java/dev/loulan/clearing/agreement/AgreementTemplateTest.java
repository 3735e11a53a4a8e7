package dev.loulan.clearing.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.clearing.text.InputException;
import dev.loulan.domain.agreement.TermsDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class AgreementTemplateTest {
  static final List<String> SHIPPED = AgreementTemplate.SHIPPED;

  @TempDir private Path folder;

  @ParameterizedTest
  @FieldSource("SHIPPED")
  void each_shipped_template_becomes_terms_that_can_be_carried_out(String name) {
    AgreementTemplate template = AgreementTemplate.of(name);
    TermsDocument terms = template.fill(values(template));
    assertThat(terms.terms().shelves()).containsExactly("lobby");
    assertThat(terms.terms().contestDays()).isEqualTo(14);
  }

  @Test
  void a_gap_left_open_a_value_nobody_asks_for_and_a_wrong_value_are_refused() {
    AgreementTemplate template = AgreementTemplate.of("gross-share");
    SortedMap<String, String> values = values(template);
    values.remove("host");
    assertRefused("agreement.gap", template, values);
    values.put("host", "lobby co");
    assertRefused("agreement.gap", template, values);
    values.put("host", "lobby-co");
    values.put("guest", "x");
    assertRefused("agreement.noGap", template, values);
    assertThatThrownBy(() -> AgreementTemplate.of("none-such"))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.key()).isEqualTo("agreement.noTemplate"));
  }

  @Test
  void an_own_template_is_checked_as_any_terms_are() throws IOException {
    Path own = folder.resolve("own.json");
    AgreementTemplate shipped = AgreementTemplate.of("gross-share");
    String text =
        new String(
            shipped.fill(values(shipped)).json().canonical(),
            java.nio.charset.StandardCharsets.UTF_8);
    Files.writeString(own, text.replace("\"bp\":6000", "\"bp\":5999"));
    assertRefused("agreement.wrong", AgreementTemplate.of(own.toString()), new TreeMap<>());
    Files.writeString(own, text.replace("\"lobby-co\"", "\"${who}\""));
    AgreementTemplate template = AgreementTemplate.of(own.toString());
    assertThat(template.gaps()).containsExactly("who");
    assertThat(template.fill(new TreeMap<>(java.util.Map.of("who", "atrium"))).json().text())
        .contains("\"atrium\"");
  }

  private static void assertRefused(
      String key, AgreementTemplate template, SortedMap<String, String> values) {
    assertThatThrownBy(() -> template.fill(values))
        .isInstanceOfSatisfying(InputException.class, e -> assertThat(e.key()).isEqualTo(key));
  }

  private static SortedMap<String, String> values(AgreementTemplate template) {
    TreeMap<String, String> values = new TreeMap<>();
    template.gaps().forEach(gap -> values.put(gap, gap + "-1"));
    values.put("shelf", "lobby");
    values.put("host", "lobby-co");
    values.put("currency", "USD");
    values.put("from", "2026-12-01");
    return values;
  }
}
