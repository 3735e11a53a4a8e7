package dev.loulan.agent.sync;

import dev.loulan.agent.boot.ServerPosition;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Reads the server's positions. */
public final class Positions {
  private Positions() {}

  /** Asks the server how far it is; {@code Unknown} when it does not answer in a few seconds. */
  public static ServerPosition ask(ServerClient server) throws InterruptedException {
    try {
      ServerClient.Answer answer = server.get("/sync/v1/position", Duration.ofSeconds(5));
      return answer.isOk()
          ? position(Fields.of(JsonReader.read(answer.body()), "position"))
          : new ServerPosition.Unknown();
    } catch (IOException | JsonException e) {
      return new ServerPosition.Unknown();
    }
  }

  static ServerPosition position(Fields fields) {
    return ServerPosition.of(
        fields.textOrNone("epoch").orElse(null),
        fields.integerOrNone("size").orElse(0L),
        fields.textOrNone("root").orElse(""));
  }

  static Optional<String> cosigned(Fields fields) {
    return fields.textOrNone("cosigned");
  }
}
