package dev.loulan.domain.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          { "b" : 1, "a" : [ true, null, -0 ] } | {"a":[true,null,0],"b":1}
          "\\u0041\\/\\n\\u001f"                | "A/\\n\\u001f"
          {"":"é","\\ud83d\\ude00":0,"\\ufb33":1} | {"":"é","\ud83d\ude00":0,"\ufb33":1}
          9007199254740991                      | 9007199254740991
          []                                    | []
          """)
  void writes_one_canonical_form(String text, String canonical) {
    assertThat(JsonReader.read(text).text()).isEqualTo(canonical);
  }

  @ParameterizedTest(name = "refuses {0}")
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,]",
        "{\"a\":1,\"a\":1}",
        "1.0",
        "1e3",
        "01",
        "-",
        "9007199254740992",
        "tru",
        "\"\\x\"",
        "\"\\u00G0\"",
        "\"a",
        "[1] 2",
        "nul",
        "{a:1}",
        "'a'",
        "\"\t\""
      })
  void refuses_what_two_readers_might_read_differently(String text) {
    assertThatThrownBy(() -> JsonReader.read(text)).isInstanceOf(JsonException.class);
  }

  @Test
  void refuses_bytes_that_are_not_utf_8() {
    byte[] latin1 = "\"é\"".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> JsonReader.read(latin1)).isInstanceOf(JsonException.class);
  }

  @Test
  void refuses_nesting_that_would_exhaust_the_stack() {
    assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000)))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("levels");
  }

  @Test
  void names_the_member_that_is_missing_or_of_the_wrong_type() {
    Fields fields = Fields.of(JsonReader.read("{\"n\":\"x\"}"), "bill");
    assertThatThrownBy(() -> fields.text("day")).hasMessageContaining("bill.day");
    assertThatThrownBy(() -> fields.integer("n")).hasMessageContaining("bill.n");
  }
}
