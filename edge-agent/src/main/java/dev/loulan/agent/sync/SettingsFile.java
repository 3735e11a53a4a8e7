package dev.loulan.agent.sync;

import dev.loulan.agent.session.ShelfSettings;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.provisioning.SecretFile;
import dev.loulan.provisioning.party.PartyPublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Optional;

/**
 * The last settings that the server gave, and the operator's key that was named first: later
 * documents must be signed with that one.
 */
public final class SettingsFile {
  private final Path folder;

  public SettingsFile(Path folder) {
    this.folder = folder;
  }

  /** The settings of the last boot that had a server. */
  public Optional<ShelfSettings> settings(boolean wholeFeed) {
    return read()
        .flatMap(json -> Fields.of(json, "settings").objectOrNone("device"))
        .map(device -> ConfigurationReader.settings(device, wholeFeed));
  }

  /** The key that was pinned. */
  public Optional<PartyPublicKey> operatorKey() {
    try {
      Path file = keyFile();
      return Files.exists(file)
          ? Optional.of(PartyPublicKey.ofBase64(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The pinned key; the first one that is named is pinned. */
  Optional<PartyPublicKey> pin(Json configuration) {
    Optional<PartyPublicKey> known = operatorKey();
    if (known.isPresent()) {
      return known;
    }
    Optional<PartyPublicKey> named =
        ConfigurationReader.operatorKey(configuration).map(PartyPublicKey::ofBase64);
    named.ifPresent(key -> SecretFile.write(keyFile(), key.base64() + "\n"));
    return named;
  }

  void keep(Json configuration) {
    SecretFile.write(folder.resolve("settings.json"), configuration.text());
  }

  private Optional<Json> read() {
    try {
      Path file = folder.resolve("settings.json");
      return Files.exists(file)
          ? Optional.of(JsonReader.read(Files.readAllBytes(file)))
          : Optional.empty();
    } catch (IOException | JsonException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private Path keyFile() {
    return folder.resolve("operator.key");
  }
}
