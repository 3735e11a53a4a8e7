package dev.loulan.cli.server;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.shelf.ShelfDocuments;
import dev.loulan.domain.json.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Option;

/** For which device a document is, and whose key signs it. */
final class DocumentOptions {
  @Option(names = "--device", required = true, descriptionKey = "document.device")
  private String device;

  @Option(names = "--key", paramLabel = "FILE", required = true, descriptionKey = "document.key")
  private String key;

  /** Refuses a time that is none and a key that is none, before a server is asked. */
  void check(String from) {
    var _ = from.equals("now") ? from : time(from);
    var _ = KeyFiles.open(key);
  }

  /**
   * Signs and pushes; says what was done. The version is the milliseconds of now, so that a later
   * document is a higher version without asking anybody.
   */
  String push(AdminClient client, String kind, String from, Json content) {
    Instant now = Instant.now();
    long version = now.toEpochMilli();
    String time = from.equals("now") ? now.truncatedTo(ChronoUnit.SECONDS).toString() : time(from);
    Json signed =
        ShelfDocuments.sign(KeyFiles.open(key).key(), kind, device, version, time, content);
    client.post("/devices/" + AdminClient.segment(device) + "/documents", signed);
    return Messages.text("document.pushed", kind, version, device, time);
  }

  private static String time(String from) {
    try {
      return OffsetDateTime.parse(from).toString();
    } catch (DateTimeParseException e) {
      throw Failure.usage("document.badTime", from);
    }
  }
}
