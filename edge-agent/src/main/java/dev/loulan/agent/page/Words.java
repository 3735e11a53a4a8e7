package dev.loulan.agent.page;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The page's words in the reader's language. */
record Words(Locale locale, ResourceBundle bundle) {

  /** Chosen by an {@code Accept-Language} header; English where it names neither. */
  static Words of(@Nullable String acceptLanguage) {
    Locale locale = locale(acceptLanguage);
    return new Words(locale, ResourceBundle.getBundle("agent-messages", locale));
  }

  String get(String key) {
    return bundle.getString(key);
  }

  private static Locale locale(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return Locale.ENGLISH;
    }
    try {
      List<Locale.LanguageRange> wanted = Locale.LanguageRange.parse(header);
      Locale found = Locale.lookup(wanted, List.of(Locale.ENGLISH, Locale.CHINESE));
      return found == null ? Locale.ENGLISH : found;
    } catch (IllegalArgumentException e) {
      return Locale.ENGLISH;
    }
  }
}
