package dev.loulan.agent.sync;

import dev.loulan.agent.files.DeviceFiles;
import dev.loulan.agent.session.ShelfSettings;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.provisioning.party.PartyPublicKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The last settings that the server gave, and the operator's key that was named first: later
 * documents must be signed with that one.
 */
public final class SettingsFile {
  private static final String SETTINGS = "settings.json";
  private static final String OPERATOR_KEY = "operator.key";

  private final DeviceFiles files;

  public SettingsFile(DeviceFiles files) {
    this.files = files;
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
      return files
          .read(OPERATOR_KEY)
          .map(key -> PartyPublicKey.ofBase64(new String(key, StandardCharsets.UTF_8).strip()));
    } catch (IllegalArgumentException e) {
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
    named.ifPresent(key -> files.write(OPERATOR_KEY, key.base64() + "\n"));
    return named;
  }

  void keep(Json configuration) {
    files.write(SETTINGS, configuration.text());
  }

  private Optional<Json> read() {
    try {
      return files.read(SETTINGS).map(JsonReader::read);
    } catch (JsonException e) {
      return Optional.empty();
    }
  }
}
