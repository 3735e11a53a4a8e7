package dev.loulan.server.http;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** The language in which a request is answered. */
public final class Language {
  /** Set by the language switch of the pages. */
  public static final String COOKIE = "loulan_lang";

  private Language() {}

  /** What was chosen on a page, else what the browser or program accepts, else English. */
  public static Locale of(RoutingContext context) {
    Cookie chosen = context.request().getCookie(COOKIE);
    if (chosen != null) {
      return Locale.forLanguageTag(chosen.getValue());
    }
    return context.acceptableLanguages().stream()
        .map(language -> language.tag())
        .filter(tag -> tag.equals("en") || tag.equals("zh"))
        .findFirst()
        .map(Locale::forLanguageTag)
        .orElse(Locale.ENGLISH);
  }
}
