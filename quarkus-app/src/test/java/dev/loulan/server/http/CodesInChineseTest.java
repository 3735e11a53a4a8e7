package dev.loulan.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.contract.ContractCode;
import dev.loulan.domain.text.Retelling;
import dev.loulan.sync.intake.IntakeCode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A code that has no text of its own would be told as "it did not work". */
class CodesInChineseTest {
  private static final String NOTHING_SAID =
      Retelling.in(Locale.SIMPLIFIED_CHINESE, "no such code", "whatever");

  @ParameterizedTest
  @MethodSource("codes")
  void each_code_of_contract_intake_and_api_says_something_of_its_own(String code) {
    assertThat(Retelling.in(Locale.SIMPLIFIED_CHINESE, code, "whatever"))
        .containsPattern("\\p{IsHan}{2,}")
        .isNotEqualTo(NOTHING_SAID);
  }

  static Stream<String> codes() {
    return Stream.concat(
        Stream.concat(
            Arrays.stream(ContractCode.values())
                .filter(code -> code != ContractCode.OK)
                .map(Enum::name),
            Arrays.stream(IntakeCode.values()).map(Enum::name)),
        Stream.of("BAD_HOOK", "UNKNOWN_HOOK", "UNKNOWN_DELIVERY", "NO_QUARANTINE"));
  }
}
