package dev.loulan.clearing.agreement;

import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.text.InputFile;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.agreement.TermsException;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * A file with terms: one document, an array of them, or {@code {"agreements":[…]}}. A document that
 * holds {@code ${site}} or {@code ${shelves}} is a template and is filled in once for each site.
 */
public final class AgreementFile {
  private final String file;
  private final String text;
  private final List<Json> documents;

  private AgreementFile(String file, String text, List<Json> documents) {
    this.file = file;
    this.text = text;
    this.documents = documents;
  }

  /**
   * Reads a file.
   *
   * @throws InputException when it is no JSON with terms, or too large
   */
  public static AgreementFile read(Path path) {
    return of(path.toString(), InputFile.document(path));
  }

  public static AgreementFile of(String file, String text) {
    try {
      return new AgreementFile(file, text, documents(JsonReader.read(text)));
    } catch (JsonException e) {
      throw InputException.at(TextPlace.of(file, text, e), "agreement.json", e.getMessage());
    }
  }

  public String file() {
    return file;
  }

  /**
   * The terms for these sites.
   *
   * @param shelvesBySite ids of the shelves of each site, by the site's id
   * @throws InputException when a document is wrong or two contradict each other
   */
  public List<TermsDocument> terms(SortedMap<String, List<String>> shelvesBySite) {
    List<TermsDocument> terms = new ArrayList<>();
    for (Json document : documents) {
      if (!Template.isTemplate(document)) {
        terms.add(read(document));
        continue;
      }
      shelvesBySite.forEach(
          (site, shelves) -> terms.add(read(Template.fill(document, site, shelves))));
    }
    new Overlaps(file, text).require(terms);
    return List.copyOf(terms);
  }

  /** The one document of the file. */
  TermsDocument only() {
    return read(documents.getFirst());
  }

  private TermsDocument read(Json document) {
    try {
      return TermsDocument.read(document.canonical());
    } catch (TermsException e) {
      throw InputException.at(
          TextPlace.ofMember(file, text, String.valueOf(e.getMessage())),
          "agreement.wrong",
          e.getMessage());
    }
  }

  private static List<Json> documents(Json json) {
    if (json instanceof Json.Arr several) {
      return several.items();
    }
    if (json instanceof Json.Obj object
        && object.members().get("agreements") instanceof Json.Arr several) {
      return several.items();
    }
    return List.of(json);
  }
}
