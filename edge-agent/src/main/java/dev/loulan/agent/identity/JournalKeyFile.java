package dev.loulan.agent.identity;

import dev.loulan.agent.boot.SeededRandom;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.provisioning.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The journal's signing key: {@code journal-secret.key} (mode 600), made at the first start, and
 * beside it {@code journal.key} with the vkey for verifiers.
 */
public final class JournalKeyFile {
  private static final String FIRST_LINE = "loulan.dev/journal-secret/v1";

  private JournalKeyFile() {}

  /**
   * Reads the key or makes it.
   *
   * @param seed of a simulated run, from which the key follows; null on a device
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException when the file is something else
   */
  public static DeviceSigner load(Path folder, String device, @Nullable String seed)
      throws IOException {
    Path file = folder.resolve("journal-secret.key");
    if (!Files.exists(file)) {
      SecretFile.write(
          file, FIRST_LINE + "\n" + HexFormat.of().formatHex(fresh(device, seed)) + "\n");
    }
    String[] lines = Files.readString(file).split("\n", -1);
    if (lines.length < 2 || !lines[0].equals(FIRST_LINE)) {
      throw new IllegalArgumentException(
          "The file " + file + " does not hold the journal's key; put the right one back.");
    }
    DeviceSigner signer = Ed25519Signer.fromSeed(HexFormat.of().parseHex(lines[1]));
    Files.writeString(folder.resolve("journal.key"), vkey(device, signer).encode() + "\n");
    return signer;
  }

  /** The key as verifiers take it. */
  public static VerifierKey vkey(String device, DeviceSigner signer) {
    return LogName.key(device, signer.publicKey());
  }

  private static byte[] fresh(String device, @Nullable String seed) {
    if (seed != null) {
      return new SeededRandom("loulan journal key " + seed + " " + device).block();
    }
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
