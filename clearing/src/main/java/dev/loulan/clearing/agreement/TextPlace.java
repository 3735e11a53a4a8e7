package dev.loulan.clearing.agreement;

import dev.loulan.clearing.text.Place;
import dev.loulan.domain.json.JsonException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where in a JSON text something stands that a complaint speaks of. */
final class TextPlace {
  private static final Pattern CHARACTER = Pattern.compile("At character (\\d+)");
  private static final List<String> MEMBERS =
      List.of(
          "supplierCosts",
          "otherCostBp",
          "paymentFee",
          "fixedRent",
          "perItemFee",
          "minimumGuarantee",
          "tiers",
          "caps",
          "promotions",
          "taxBase",
          "effectiveTo",
          "effectiveFrom",
          "agreementId",
          "version",
          "currency",
          "shelves",
          "basis",
          "parties");

  private TextPlace() {}

  /** Where the reader stopped. */
  static Place of(String file, String text, JsonException e) {
    Matcher found = CHARACTER.matcher(String.valueOf(e.getMessage()));
    return found.find() ? at(file, text, Integer.parseInt(found.group(1))) : Place.at(file, 1, 1);
  }

  /** The member that the sentence names, or that it is about by its words. */
  static Place ofMember(String file, String text, String sentence) {
    Matcher quoted = Pattern.compile("'([^']+)'").matcher(sentence);
    while (quoted.find()) {
      int at = text.indexOf('"' + quoted.group(1) + '"');
      if (at >= 0) {
        return at(file, text, at);
      }
    }
    if (sentence.contains("shares add up")) {
      return at(file, text, Math.max(text.indexOf("\"parties\""), 0));
    }
    for (String member : MEMBERS) {
      boolean named = sentence.contains(member);
      int at = text.indexOf('"' + member + '"');
      if (named && at >= 0) {
        return at(file, text, at);
      }
    }
    return at(file, text, 0);
  }

  /** The second place where a member stands. */
  static Place second(String file, String text, String member) {
    String quoted = '"' + member + '"';
    int first = text.indexOf(quoted);
    int second = text.indexOf(quoted, first + 1);
    return at(file, text, Math.max(second < 0 ? first : second, 0));
  }

  /** A place by its index in the text. */
  static Place at(String file, String text, int index) {
    String before = text.substring(0, Math.min(index, text.length()));
    long line = 1 + before.chars().filter(c -> c == '\n').count();
    return Place.at(file, line, before.length() - before.lastIndexOf('\n'));
  }
}
