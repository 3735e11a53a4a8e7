package dev.loulan.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.journal.Journal;
import dev.loulan.journal.Samples;
import dev.loulan.journal.checkpoint.Cosigner;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideStoresTest {

  @TempDir Path folder;

  @Test
  void a_window_is_found_by_its_hash_until_it_is_shed() {
    byte[] window = "1,2,3,".repeat(500).getBytes(StandardCharsets.UTF_8);
    Bytes hash;
    try (EvidenceStore store = EvidenceStore.open(folder.resolve("evidence.sqlite"))) {
      hash = store.put(window);
      assertThat(store.put(window)).isEqualTo(hash);
      store.put(new byte[0]);
    }
    try (EvidenceStore store = EvidenceStore.open(folder.resolve("evidence.sqlite"))) {
      assertThat(store.get(hash)).contains(Bytes.of(window));
      assertThat(store.get(Samples.hash("another"))).isEmpty();
      assertThat(store.shed(0)).isEqualTo(2);
      assertThat(store.get(hash)).isEmpty();
    }
  }

  @Test
  void the_highest_cosigned_checkpoint_of_an_epoch_stays() {
    Cosigner server = new Cosigner("loulan.dev/server", Samples.signer(5));
    try (SqliteJournalStore store = SqliteJournalStore.open(folder.resolve("journal.sqlite"));
        Journal journal = Samples.open(store, Samples.ids(1));
        SyncStateStore state = SyncStateStore.open(folder.resolve("sync-state.sqlite"))) {
      SignedNote small = server.cosign(journal.head().checkpoint(), 1);
      Samples.sell(journal, 1, 100);
      SignedNote large = server.cosign(journal.head().checkpoint(), 2);
      state.put(large);
      state.put(small);
      assertThat(state.highest(journal.epoch())).contains(large);
      assertThat(state.highest(Samples.ids(9).epoch())).isEmpty();
    }
  }
}
