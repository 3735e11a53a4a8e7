package dev.loulan.agent.documents;

import dev.loulan.agent.session.ShelfDocument;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.entry.SignedDocument;
import dev.loulan.provisioning.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps verified documents, so that a shelf without a server still knows its goods at boot. */
public final class DocumentFolder {
  private final Path folder;

  public DocumentFolder(Path folder) {
    this.folder = folder;
  }

  /** Keeps a document under its content's hash. */
  public void keep(ShelfDocument document, Json json) {
    SecretFile.write(folder.resolve(name(document.signed())), json.text());
  }

  /** The documents that are kept and still verify. */
  public List<ShelfDocument> all(DocumentReader reader) {
    List<ShelfDocument> found = new ArrayList<>();
    for (Path file : files()) {
      try {
        found.add(reader.read(JsonReader.read(Files.readAllBytes(file))));
      } catch (IOException | JsonException | DocumentRefused e) {
        // A cache: the server sends it again.
      }
    }
    return found;
  }

  /** Those of the documents that are the one that the journal names. */
  public static Optional<ShelfDocument> find(List<ShelfDocument> all, SignedDocument named) {
    return all.stream().filter(d -> d.signed().equals(named)).findFirst();
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String name(SignedDocument signed) {
    return signed.version() + "-" + signed.contentSha256().hex().substring(0, 16) + ".json";
  }
}
