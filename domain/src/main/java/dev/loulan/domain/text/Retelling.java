package dev.loulan.domain.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a person in Chinese what a part deep inside said in English.
 *
 * <p>The contract and the journal speak English, because several machines must say the same bytes;
 * what they said is told anew where a person reads it. A sentence that {@code said.properties}
 * knows is put into Chinese with its values; of any other the code is said, and the values in it:
 * ids, numbers, names, paths. So no English sentence stands in a Chinese one. Any thread.
 */
public final class Retelling {
  private static final String BUNDLE = Retelling.class.getPackageName() + ".said";
  private static final String ALERTS = Retelling.class.getPackageName() + ".alerts";
  private static final ResourceBundle.Control EXACT =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
  private static final Pattern VALUE =
      Pattern.compile("'([^']{1,80})'|([^\\s'(),;]*[0-9_/][^\\s'(),;]*)");
  private static final Pattern ENGLISH = Pattern.compile("[A-Za-z]+ [a-z]+ [a-z]+");
  private static final int MOST_VALUES = 6;
  private static final int LONGEST_SENTENCE = 2_000;

  private record Known(String key, Pattern sentence, int fixed) {}

  // Made when a person first needs it: a process that speaks English never does.
  private static final class Sentences {
    private static final List<Known> KNOWN = known();

    private static List<Known> known() {
      ResourceBundle english = ResourceBundle.getBundle(BUNDLE, Locale.ROOT, EXACT);
      List<Known> known = new ArrayList<>();
      for (String key : english.keySet()) {
        known.add(known(key, english.getString(key)));
      }
      // Of two that fit, the one that says more itself.
      known.sort(Comparator.comparingInt(Known::fixed).reversed().thenComparing(Known::key));
      return List.copyOf(known);
    }

    private static Known known(String key, String sentence) {
      String[] parts = sentence.split("%s", -1);
      StringBuilder pattern = new StringBuilder();
      int fixed = 0;
      for (int i = 0; i < parts.length; i++) {
        pattern.append(i == 0 ? "" : "(.*?)").append(Pattern.quote(parts[i]));
        fixed += parts[i].length();
      }
      return new Known(key, Pattern.compile(pattern.toString(), Pattern.DOTALL), fixed);
    }
  }

  private Retelling() {}

  /** As {@link #in}, in the language of the process. */
  public static String here(String code, String said) {
    return in(Locale.getDefault(), code, said);
  }

  /**
   * A sentence in the language of a person.
   *
   * @param code of what happened, such as {@code UNKNOWN_SALE}; empty when there is none
   * @param said the English sentence
   */
  public static String in(Locale locale, String code, String said) {
    if (!locale.getLanguage().equals("zh")) {
      return said;
    }
    ResourceBundle chinese = ResourceBundle.getBundle(BUNDLE, Locale.CHINESE, EXACT);
    return sentence(chinese, said)
        .orElseGet(() -> isChinese(said) ? said : byCode(chinese, code, said));
  }

  /**
   * An alert of a controller as a sentence.
   *
   * @param said as controllers say it, {@code word: detail} or {@code word}
   */
  public static String alert(Locale locale, String said) {
    int colon = said.indexOf(": ");
    String word = colon < 0 ? said : said.substring(0, colon);
    ResourceBundle sentences = ResourceBundle.getBundle(ALERTS, locale, EXACT);
    if (!sentences.containsKey(word)) {
      return said;
    }
    String sentence = sentences.getString(word);
    if (colon < 0) {
      return sentence;
    }
    String detail = in(locale, word, said.substring(colon + 2));
    return locale.getLanguage().equals("zh")
        ? sentence + "（" + detail + "）"
        : sentence + " (" + detail + ")";
  }

  private static boolean isChinese(String said) {
    return said.codePoints()
            .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
        && !ENGLISH.matcher(said).find();
  }

  private static Optional<String> sentence(ResourceBundle chinese, String said) {
    if (said.length() > LONGEST_SENTENCE) {
      return Optional.empty();
    }
    for (Known known : Sentences.KNOWN) {
      Matcher fits = known.sentence().matcher(said);
      if (fits.matches()) {
        Object[] values = new Object[fits.groupCount()];
        for (int i = 0; i < values.length; i++) {
          String value = fits.group(i + 1);
          values[i] = value.equals(said) ? value : sentence(chinese, value).orElse(value);
        }
        return Optional.of(String.format(Locale.ROOT, chinese.getString(known.key()), values));
      }
    }
    return Optional.empty();
  }

  private static String byCode(ResourceBundle chinese, String code, String said) {
    String key = "code." + code;
    String sentence = chinese.getString(chinese.containsKey(key) ? key : "code.OTHER");
    Set<String> values = values(said);
    return values.isEmpty() ? sentence : sentence + "（" + String.join("，", values) + "）";
  }

  private static Set<String> values(String said) {
    Set<String> values = new LinkedHashSet<>();
    Matcher found = VALUE.matcher(said);
    while (found.find() && values.size() < MOST_VALUES) {
      String quoted = found.group(1);
      values.add(quoted == null ? found.group().replaceAll("[.:]+$", "") : quoted);
    }
    values.remove("");
    return values;
  }
}
