package dev.loulan.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.agent.identity.FileKeys;
import dev.loulan.agent.identity.JournalKeys;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.key.Ed25519Signer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every keeper of journal keys must do: the files and the simulated card. */
class JournalKeysTest {

  abstract static class Rules {
    /** Opens them; a second call finds the same keys. */
    abstract JournalKeys open() throws IOException;

    private Bytes current() throws IOException {
      return open().current().publicKey();
    }

    @Test
    void the_key_in_use_stays_the_same() throws IOException {
      assertThat(current()).isEqualTo(current());
      assertThat(open().next()).isEmpty();
    }

    @Test
    void the_next_key_is_made_once_and_takes_over_when_it_was_handed_over() throws IOException {
      Bytes first = current();
      Bytes next = open().prepareNext().publicKey();
      assertThat(next).isNotEqualTo(first);
      assertThat(open().prepareNext().publicKey()).isEqualTo(next);
      assertThat(current()).isEqualTo(first);
      open().handedOver();
      assertThat(current()).isEqualTo(next);
      assertThat(open().next()).isEmpty();
    }

    @Test
    void a_change_that_was_durable_before_a_stop_is_found_at_the_next_start() throws IOException {
      Bytes first = current();
      DeviceSigner next = open().prepareNext();
      assertThat(open().due(signer -> signer.publicKey().equals(first)).publicKey())
          .isEqualTo(first);
      assertThat(open().due(signer -> signer.publicKey().equals(next.publicKey())).publicKey())
          .isEqualTo(next.publicKey());
      assertThat(current()).isEqualTo(next.publicKey());
    }
  }

  @Nested
  @SuppressWarnings("NullAway.Init")
  class OfFiles extends Rules {
    @TempDir Path folder;

    @Override
    JournalKeys open() {
      return new FileKeys(folder, "shelf-1", null, Optional.empty());
    }
  }

  @Nested
  class OfASimulatedCard extends Rules {
    private final Disk disk = new Disk();

    @Override
    JournalKeys open() {
      return new MemoryKeys(disk, new Fuse(), OfASimulatedCard::key);
    }

    private static DeviceSigner key(int number) {
      byte[] seed = new byte[32];
      seed[0] = (byte) number;
      return Ed25519Signer.fromSeed(seed);
    }
  }
}
