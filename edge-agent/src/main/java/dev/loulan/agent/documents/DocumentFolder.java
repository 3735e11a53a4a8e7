package dev.loulan.agent.documents;

import dev.loulan.agent.files.DeviceFiles;
import dev.loulan.agent.session.ShelfDocument;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.entry.SignedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps verified documents, so that a shelf without a server still knows its goods at boot. */
public final class DocumentFolder {
  private static final String FOLDER = "documents";

  private final DeviceFiles files;

  public DocumentFolder(DeviceFiles files) {
    this.files = files;
  }

  /** Keeps a document under its content's hash. */
  public void keep(ShelfDocument document, Json json) {
    files.write(FOLDER + "/" + name(document.signed()), json.text());
  }

  /** The documents that are kept and still verify. */
  public List<ShelfDocument> all(DocumentReader reader) {
    List<ShelfDocument> found = new ArrayList<>();
    for (String name : files.names(FOLDER)) {
      try {
        Optional<byte[]> content = files.read(name).filter(_ -> name.endsWith(".json"));
        if (content.isPresent()) {
          found.add(reader.read(JsonReader.read(content.get())));
        }
      } catch (JsonException | DocumentRefused e) {
        // A cache: the server sends it again.
      }
    }
    return found;
  }

  /** Those of the documents that are the one that the journal names. */
  public static Optional<ShelfDocument> find(List<ShelfDocument> all, SignedDocument named) {
    return all.stream().filter(d -> d.signed().equals(named)).findFirst();
  }

  private static String name(SignedDocument signed) {
    return signed.version() + "-" + signed.contentSha256().hex().substring(0, 16) + ".json";
  }
}
