package dev.loulan.agent.identity;

import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Lets the journal go over to the next key, at the start of an agent.
 *
 * <p>The change is durable in the journal first, signed by both keys; then the next key becomes the
 * one in use. A stop between the two is made good at the next start: the journal says which key is
 * due.
 */
public final class KeyHandover {
  private final Place place;
  private final String device;
  private final JournalKeys keys;

  /** What lies beside the keys. */
  public interface Place {

    /** Whether the journal goes on with this key; true when there is none yet. */
    boolean goesOnWith(DeviceSigner signer);

    /** Keeps the key's public half where verifiers find it. */
    void publish(DeviceSigner signer) throws IOException;
  }

  public KeyHandover(Place place, String device, JournalKeys keys) {
    this.place = place;
    this.device = device;
    this.keys = keys;
  }

  /** The hand-over in an agent's data folder. */
  public KeyHandover(Path folder, String device, JournalKeys keys) {
    this(new DataFolder(folder, device), device, keys);
  }

  /** The key with which the journal goes on, its public half in {@code journal.key}. */
  public DeviceSigner due() throws IOException {
    DeviceSigner signer = keys.due(place::goesOnWith);
    place.publish(signer);
    return signer;
  }

  /** Whether there is a key to change to. */
  public boolean isPrepared() throws IOException {
    return keys.next().isPresent();
  }

  /**
   * Changes to the next key when one is prepared.
   *
   * @param isRegistered whether the server knows the key in use; before that it would not accept
   *     the next one
   * @return the vkey of the new key; empty when nothing was changed
   * @throws JournalException when the change could not be made durable
   */
  public Optional<String> change(Journal journal, Stamp now, boolean isRegistered)
      throws IOException {
    Optional<DeviceSigner> next = keys.next();
    if (next.isEmpty() || !isRegistered) {
      return Optional.empty();
    }
    journal.changeKey(now, next.get());
    keys.handedOver();
    place.publish(next.get());
    return Optional.of(JournalKeys.vkey(device, next.get()).encode());
  }

  private record DataFolder(Path folder, String device) implements Place {
    @Override
    public boolean goesOnWith(DeviceSigner signer) {
      Path journal = folder.resolve("journal.sqlite");
      if (!Files.exists(journal)) {
        return true;
      }
      try (SqliteJournalStore store = SqliteJournalStore.openReadOnly(journal)) {
        return new JournalReader(store).goesOnWith(device, signer.publicKey());
      }
    }

    @Override
    public void publish(DeviceSigner signer) throws IOException {
      JournalKeys.publish(folder, device, signer);
    }
  }
}
