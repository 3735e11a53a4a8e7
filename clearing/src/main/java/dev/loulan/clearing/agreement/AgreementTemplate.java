package dev.loulan.clearing.agreement;

import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.text.InputFile;
import dev.loulan.clearing.text.Place;
import dev.loulan.domain.agreement.TermsDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Terms with gaps {@code ${name}} to fill in: one of the common cases that ship, or a file of one's
 * own. What comes out is checked as any terms are.
 */
public final class AgreementTemplate {
  /** The cases that ship. */
  public static final List<String> SHIPPED =
      List.of(
          "gross-share",
          "after-fees",
          "profit-share",
          "rent-and-share",
          "guarantee-and-tiers",
          "campaign");

  private static final Pattern GAP = Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9]*)}");
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final String name;
  private final String text;

  private AgreementTemplate(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /**
   * A shipped template by its name, else a file.
   *
   * @throws InputException when there is neither
   */
  public static AgreementTemplate of(String nameOrFile) {
    if (SHIPPED.contains(nameOrFile)) {
      return new AgreementTemplate(nameOrFile, shipped(nameOrFile));
    }
    Path file = Path.of(nameOrFile);
    if (!Files.isReadable(file)) {
      throw InputException.at(
          Place.of(nameOrFile), "agreement.noTemplate", String.join(", ", SHIPPED));
    }
    return new AgreementTemplate(nameOrFile, InputFile.document(file));
  }

  /** The text with its gaps. */
  public String text() {
    return text;
  }

  /** The names of the gaps, each once, in the order of the text. */
  public List<String> gaps() {
    return GAP.matcher(text).results().map(gap -> gap.group(1)).distinct().toList();
  }

  /**
   * The terms with all gaps filled.
   *
   * @throws InputException when a value is missing, is none, or the terms cannot be carried out
   */
  public TermsDocument fill(SortedMap<String, String> values) {
    Matcher gap = GAP.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (gap.find()) {
      String value = values.getOrDefault(gap.group(1), "");
      if (!VALUE.matcher(value).matches()) {
        throw InputException.at(
            TextPlace.at(name, text, gap.start()), "agreement.gap", gap.group(1), value);
      }
      gap.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    gap.appendTail(filled);
    for (String given : values.keySet()) {
      if (!gaps().contains(given)) {
        throw InputException.at(
            Place.of(name), "agreement.noGap", given, String.join(", ", gaps()));
      }
    }
    return AgreementFile.of(name, filled.toString()).only();
  }

  private static String shipped(String name) {
    try (InputStream in =
        AgreementTemplate.class.getResourceAsStream(
            "/dev/loulan/clearing/agreements/" + name + ".json")) {
      if (in == null) {
        throw new IllegalStateException("The template " + name + " is part of this program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
