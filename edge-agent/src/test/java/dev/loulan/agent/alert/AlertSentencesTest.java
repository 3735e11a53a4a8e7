package dev.loulan.agent.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.agent.session.AlertCode;
import dev.loulan.domain.text.Retelling;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertSentencesTest {

  @ParameterizedTest
  @EnumSource
  void every_alert_is_a_sentence_in_both_languages(AlertCode code) {
    assertThat(Retelling.alert(Locale.ENGLISH, code.word()))
        .contains(" ")
        .isNotEqualTo(code.word());
    assertThat(Retelling.alert(Locale.CHINESE, code.word()))
        .matches("\\P{IsLatin}*(MQTT)?\\P{IsLatin}*");
  }
}
