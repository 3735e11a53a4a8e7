package dev.loulan.agent.identity;

import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.key.DeviceSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where the journal's signing keys live: the one in use, and the next one while a change of keys is
 * prepared. Every method throws {@link IllegalArgumentException} with a sentence when a key cannot
 * be used. One thread.
 */
public interface JournalKeys extends AutoCloseable {

  /** The key in use; made at the first call. */
  DeviceSigner current() throws IOException;

  /** The key that takes over next; empty while no change is prepared. */
  Optional<DeviceSigner> next() throws IOException;

  /** Makes the next key, or gives the one that was made before. */
  DeviceSigner prepareNext() throws IOException;

  /** The journal went over to the next key: it is the one in use now, and the old one is gone. */
  void handedOver() throws IOException;

  @Override
  default void close() {}

  /**
   * The key with which the journal goes on: the one in use or, when a change of keys was durable
   * and the agent stopped right after it, the next one.
   *
   * @param isDue whether the journal goes on with a public key's holder
   */
  default DeviceSigner due(Predicate<DeviceSigner> isDue) throws IOException {
    Optional<DeviceSigner> next = next();
    if (next.isPresent() && !isDue.test(current()) && isDue.test(next.get())) {
      handedOver();
    }
    return current();
  }

  /** The key as verifiers take it. */
  static VerifierKey vkey(String device, DeviceSigner signer) {
    return LogName.key(device, signer.publicKey());
  }

  /** Writes {@code journal.key}, which verifiers are given. */
  static void publish(Path folder, String device, DeviceSigner signer) throws IOException {
    Files.writeString(folder.resolve("journal.key"), vkey(device, signer).encode() + "\n");
  }
}
