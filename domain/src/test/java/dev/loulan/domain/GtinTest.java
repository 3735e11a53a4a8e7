package dev.loulan.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GtinTest {

  @ParameterizedTest(name = "{0} is a GTIN: {1}")
  @CsvSource({
    "071142008582, true",
    "4006381333931, true",
    "96385074, true",
    "00012345600012, true",
    "071142008583, false",
    "01, false",
    "ABCDEFGH, false"
  })
  void knows_a_gtin_by_its_length_and_check_digit(String code, boolean valid) {
    assertThat(new Gtin(code).isValid()).isEqualTo(valid);
  }
}
