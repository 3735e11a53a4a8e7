package dev.loulan.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.journal.Journal;
import dev.loulan.journal.Samples;
import dev.loulan.journal.checkpoint.Cosigner;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
      assertThat(store.shedTo(Long.MAX_VALUE)).isZero();
      assertThat(store.shedTo(0)).isEqualTo(2);
      assertThat(store.get(hash)).isEmpty();
    }
  }

  @Test
  void the_oldest_windows_go_first_and_their_space_goes_back_to_the_file_system() throws Exception {
    Path file = folder.resolve("evidence.sqlite");
    SplittableRandom random = new SplittableRandom(1);
    List<Bytes> hashes = new ArrayList<>();
    try (EvidenceStore store = EvidenceStore.open(file)) {
      for (int i = 0; i < 400; i++) {
        byte[] window = new byte[4_000];
        random.nextBytes(window);
        hashes.add(store.put(window));
      }
      long gone = store.shedTo(600_000);
      assertThat(Files.size(file)).isLessThanOrEqualTo(600_000);
      assertThat(gone).isBetween(200L, 399L);
      assertThat(store.get(hashes.getFirst()).isEmpty()).isTrue();
      assertThat(store.get(hashes.getLast()).isPresent()).isTrue();
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
