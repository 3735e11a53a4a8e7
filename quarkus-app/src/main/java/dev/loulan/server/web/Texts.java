package dev.loulan.server.web;

import io.quarkus.qute.TemplateData;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;

/** The words of the pages in one language; a missing word is a bug and stops the page. */
@TemplateData
public final class Texts {
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final Locale locale;
  private final ResourceBundle bundle;

  private Texts(Locale locale) {
    this.locale = locale;
    this.bundle = ResourceBundle.getBundle("dev.loulan.server.web.messages", locale, NO_FALLBACK);
  }

  /** English or Chinese; any other language is English. */
  public static Texts of(Locale locale) {
    boolean chinese = locale.getLanguage().equals("zh");
    return new Texts(chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
  }

  public Locale locale() {
    return locale;
  }

  /** The value of a page's {@code lang} attribute. */
  public String lang() {
    return locale.equals(Locale.ENGLISH) ? "en" : "zh-CN";
  }

  public boolean chinese() {
    return !locale.equals(Locale.ENGLISH);
  }

  public String get(String key) {
    try {
      return bundle.getString(key);
    } catch (MissingResourceException e) {
      throw new IllegalStateException("there is no text " + key + " for " + locale, e);
    }
  }

  /** A text that may be missing. */
  Optional<String> find(String key) {
    return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
  }

  /** The text with one value put in. */
  public String with(String key, Object value) {
    return new MessageFormat(get(key), locale).format(new Object[] {value});
  }

  /** The text with two values put in. */
  public String with(String key, Object first, Object second) {
    return new MessageFormat(get(key), locale).format(new Object[] {first, second});
  }
}
