package dev.loulan.cli.server;

import dev.loulan.cli.output.Failure;
import dev.loulan.provisioning.ProvisioningException;
import dev.loulan.provisioning.party.PartyKey;
import java.nio.file.Path;

/**
 * A party's key as named on the command line: {@code ID=FILE}, or a file whose name without its
 * ending is the party's id.
 */
record KeyFiles(String partyId, PartyKey key) {
  static KeyFiles open(String text) {
    int equals = text.indexOf('=');
    Path file = Path.of(text.substring(equals + 1));
    String name = String.valueOf(file.getFileName());
    String id = equals > 0 ? text.substring(0, equals) : name.replaceFirst("\\.[a-z]+$", "");
    try {
      return new KeyFiles(id, PartyKey.load(file));
    } catch (ProvisioningException e) {
      throw Failure.of(Failure.USAGE, e);
    }
  }
}
