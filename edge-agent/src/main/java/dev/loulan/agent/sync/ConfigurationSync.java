package dev.loulan.agent.sync;

import dev.loulan.agent.alert.Alerts;
import dev.loulan.agent.documents.DocumentFolder;
import dev.loulan.agent.documents.DocumentReader;
import dev.loulan.agent.ingest.InputSink;
import dev.loulan.agent.session.AlertCode;
import dev.loulan.agent.session.Input;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.provisioning.party.PartyPublicKey;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Asks the server for a newer configuration and gives the shelf what verifies. One thread. */
public final class ConfigurationSync {
  private static final Duration LONGEST_POLL = Duration.ofSeconds(40);

  private final Parts parts;
  private long version;

  /**
   * What it works with.
   *
   * @param operatorKey the key that documents must be signed with; empty to take the one that the
   *     server names first
   */
  public record Parts(
      ServerClient server,
      InputSink shelf,
      Alerts alerts,
      DocumentFolder documents,
      Function<PartyPublicKey, DocumentReader> readers,
      Optional<PartyPublicKey> operatorKey,
      SettingsFile settings,
      boolean wholeFeed) {}

  public ConfigurationSync(Parts parts) {
    this.parts = parts;
  }

  /**
   * Asks once; the server answers when there is something newer, or after a while.
   *
   * @return whether it was answered in order
   * @throws IOException when no answer came
   */
  public boolean poll() throws IOException, InterruptedException {
    ServerClient.Answer answer =
        parts.server().get("/sync/v1/configuration?after=" + version, LONGEST_POLL);
    if (!answer.isOk()) {
      return answer.status() == 204;
    }
    try {
      version = take(JsonReader.read(answer.body()));
      return true;
    } catch (JsonException | DateTimeException e) {
      parts.alerts().raise(AlertCode.DOCUMENT_REFUSED, String.valueOf(e.getMessage()));
      return false;
    }
  }

  private long take(Json json) throws InterruptedException {
    Optional<PartyPublicKey> key = parts.operatorKey().or(() -> parts.settings().pin(json));
    ConfigurationReader read =
        ConfigurationReader.read(json, key.map(parts.readers()), parts.wholeFeed());
    read.documents().forEach(parts.documents()::keep);
    parts.settings().keep(json);
    parts.shelf().input(new Input.SettingsArrived(read.settings()));
    parts.shelf().input(new Input.Restocking(read.restocking()));
    if (!read.documents().isEmpty()) {
      parts.shelf().input(new Input.DocumentsArrived(List.copyOf(read.documents().keySet())));
    }
    if (read.refused().isEmpty()) {
      parts.alerts().clear(AlertCode.DOCUMENT_REFUSED);
    } else {
      parts.alerts().raise(AlertCode.DOCUMENT_REFUSED, read.refused().getFirst());
    }
    return read.version();
  }
}
