package dev.loulan.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RetellingTest {
  private static final Pattern PLACE = Pattern.compile("%(\\d*)\\$?s");
  private static final ResourceBundle.Control EXACT =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  @Test
  void a_known_sentence_is_told_with_its_values_in_the_order_of_the_language() {
    String said =
        "Version 3 of the prices of device shelf-1 exists with another content; give it a higher"
            + " version.";
    assertThat(chinese("DOCUMENT_DIFFERS", said))
        .isEqualTo("设备 shelf-1 的 prices 第 3 版已存在且内容不同；请使用更高的版本号。");
  }

  @Test
  void a_sentence_within_a_sentence_is_told_too() {
    assertThat(chinese("BACKUP", "The backup failed: No space left on device. Check free space."))
        .isEqualTo("备份失败：磁盘空间不足。请检查剩余空间。");
  }

  @Test
  void of_any_other_sentence_the_code_and_the_values_are_told() {
    assertThat(chinese("UNKNOWN_SALE", "Nobody ever heard of 'a b' at shelf-1/e7/12 or 390_5."))
        .isEqualTo("没有该销售（a b，shelf-1/e7/12，390_5）");
    assertThat(chinese("", "Nobody ever heard of it")).isEqualTo("操作未能完成");
  }

  @Test
  void english_is_left_alone_and_so_is_what_is_chinese_already() {
    assertThat(Retelling.in(Locale.ENGLISH, "UNKNOWN_SALE", "No sale 'x'"))
        .isEqualTo("No sale 'x'");
    assertThat(chinese("UNKNOWN_SALE", "没有 x")).isEqualTo("没有 x");
    assertThat(chinese("UNKNOWN_PARTY", "No party '张三' is registered")).isEqualTo("没有登记参与方“张三”");
  }

  @Test
  void an_alert_is_a_sentence_in_either_language() {
    String said = "frame-refused: 3 × No frame has type 126";
    assertThat(Retelling.alert(Locale.ENGLISH, said))
        .isEqualTo("A board sends what is no frame (3 × No frame has type 126)");
    assertThat(Retelling.alert(Locale.SIMPLIFIED_CHINESE, said))
        .isEqualTo("传感板发送了无效数据帧（3 次：没有类型为 126 的数据帧）");
    assertThat(Retelling.alert(Locale.CHINESE, "server-away")).isEqualTo("服务器不可达");
  }

  @Test
  void both_languages_have_the_same_sentences_with_the_same_values() {
    for (String name : List.of("said", "alerts")) {
      ResourceBundle english = bundle(name, Locale.ROOT);
      ResourceBundle chinese = bundle(name, Locale.CHINESE);
      for (String key : english.keySet()) {
        assertThat(chinese.getString(key)).as(key).matches("(?s).*\\p{IsHan}.*|%s.*%s");
        int values = places(english.getString(key)).size();
        assertThat(places(chinese.getString(key)))
            .as(key)
            .allMatch(place -> place >= 1 && place <= values);
      }
    }
  }

  private static List<Integer> places(String sentence) {
    List<Integer> places = new ArrayList<>();
    Matcher found = PLACE.matcher(sentence);
    while (found.find()) {
      places.add(found.group(1).isEmpty() ? places.size() + 1 : Integer.parseInt(found.group(1)));
    }
    return places;
  }

  private static ResourceBundle bundle(String name, Locale locale) {
    return ResourceBundle.getBundle("dev.loulan.domain.text." + name, locale, EXACT);
  }

  private static String chinese(String code, String said) {
    return Retelling.in(Locale.SIMPLIFIED_CHINESE, code, said);
  }
}
