package dev.loulan.server.wiring;

import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.provisioning.SecretFile;
import dev.loulan.server.settings.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The key with which the server cosigns: {@code witness.key}, 32 bytes in hex, mode 600. */
final class WitnessKey {
  private static final int BYTES = 32;

  private WitnessKey() {}

  static DeviceSigner open(Path data) {
    Path file = data.resolve("witness.key");
    if (!Files.exists(file)) {
      byte[] seed = new byte[BYTES];
      new SecureRandom().nextBytes(seed);
      SecretFile.write(file, HexFormat.of().formatHex(seed) + "\n");
    }
    try {
      return Ed25519Signer.fromSeed(HexFormat.of().parseHex(Files.readString(file).strip()));
    } catch (IOException | IllegalArgumentException e) {
      throw new StartException(StartException.Kind.MACHINE, "witness.unreadable", file);
    }
  }
}
