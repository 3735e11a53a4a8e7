package dev.loulan.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.journal.EpochDecision;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.JournalHead;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.Samples;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest {

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("journal.sqlite");
  }

  @Test
  void a_journal_written_in_several_runs_is_sound_and_trusted() {
    for (int run = 0; run < 4; run++) {
      try (SqliteJournalStore store = SqliteJournalStore.open(file);
          Journal journal = Samples.open(store, Samples.ids(run))) {
        for (int i = 0; i < 130; i++) {
          Samples.sell(journal, i, 100 + i);
        }
        journal.append(
            Samples.stamp(1), Samples.review(journal.append(Samples.stamp(1), Samples.step(5))));
        String day = "2026-11-2" + run;
        journal.append(Samples.stamp(2), DayClose.draft(day, day, 3600, "EUR"));
        journal.append(Samples.stamp(3), Samples.step(7));
      }
    }
    Verification result = verify();
    assertThat(result.faults()).isEmpty();
    assertThat(result.trusted()).isTrue();
    assertThat(result.entries()).isEqualTo(1 + 4 * (130 * 3 + 4));
    assertThat(result.epochs()).hasSize(1);
    assertThat(result.epochs().getFirst().counters().sales()).isEqualTo(520);
    assertThat(result.epochs().getFirst().counters().reviews()).isEqualTo(4);
  }

  @Test
  void every_entry_is_proved_to_someone_who_has_the_key_and_the_proof_only() {
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        Journal journal = Samples.open(store, Samples.ids(1))) {
      for (int i = 0; i < 300; i++) {
        Samples.sell(journal, i, 5);
      }
    }
    JournalFile journal = new JournalFile(file);
    for (long seq = 0; seq < 901; seq += 37) {
      var proof = dev.loulan.journal.checkpoint.EntryProof.parse(journal.prove(seq, null).encode());
      byte[] leaf = java.util.Objects.requireNonNull(proof.extra()).toArray();
      assertThat(EntryCodec.decode(leaf).seq()).isEqualTo(seq);
      assertThat(proof.proves(leaf, key(1))).isTrue();
      assertThat(proof.proves(leaf, key(2))).isFalse();
      leaf[leaf.length - 1] ^= 1;
      assertThat(proof.proves(leaf, key(1))).isFalse();
    }
  }

  @Test
  @SuppressWarnings("try") // closed on purpose while the reader is open
  void a_closed_journal_is_whole_in_its_one_file_even_while_somebody_reads_it() throws IOException {
    Path copy = folder.resolve("copy.sqlite");
    try (SqliteJournalStore store = SqliteJournalStore.open(file)) {
      Journal journal = Samples.open(store, Samples.ids(1));
      try (SqliteJournalStore reader = SqliteJournalStore.openReadOnly(file)) {
        Samples.sell(journal, 1, 100);
        Samples.sell(journal, 2, 100);
        assertThat(new JournalReader(reader).head()).isNotNull();
        journal.close();
        store.close();
        Files.copy(file, copy);
      }
    }
    assertThat(new JournalFile(copy).verify(new Expectation(null, null, _ -> {})).entries())
        .isEqualTo(7);
  }

  @Test
  void a_verification_tells_how_far_it_is() {
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        Journal journal = Samples.open(store, Samples.ids(1))) {
      for (int i = 0; i < 50; i++) {
        journal.append(Samples.stamp(i), Collections.nCopies(500, Samples.step(-i)), true);
      }
    }
    List<Long> told = new ArrayList<>();
    Verification found = new JournalFile(file).verify(new Expectation(null, null, told::add));
    assertThat(found.faults()).isEmpty();
    assertThat(told).hasSizeGreaterThan(1).isSorted().allMatch(n -> n > 0 && n <= 25_001);
  }

  @Test
  void the_same_seed_gives_the_same_root() {
    List<Bytes> roots = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      try (SqliteJournalStore store = SqliteJournalStore.open(folder.resolve(name));
          Journal journal = Samples.open(store, Samples.ids(42))) {
        Samples.sell(journal, 1, 100);
        roots.add(journal.head().root());
      }
    }
    assertThat(roots.get(0)).isEqualTo(roots.get(1));
  }

  @Test
  void what_rode_along_and_was_not_committed_is_gone_and_nothing_else() {
    SqliteJournalStore store = SqliteJournalStore.open(file);
    Journal journal = Samples.open(store, Samples.ids(1));
    Samples.sell(journal, 1, 100);
    long lost = journal.append(Samples.stamp(2), Samples.step(3));
    store.close();
    assertThatThrownBy(journal::commit).isInstanceOf(JournalException.class);
    try (SqliteJournalStore again = SqliteJournalStore.open(file);
        Journal next = Samples.open(again, Samples.ids(2))) {
      assertThat(next.nextSeq()).isEqualTo(lost);
      Samples.sell(next, 3, 100);
    }
    assertThat(verify().faults()).isEmpty();
  }

  @Test
  void a_second_writer_is_kept_out_while_readers_see_what_is_committed() {
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        Journal journal = Samples.open(store, Samples.ids(1))) {
      long sale = Samples.sell(journal, 1, 100);
      assertThatThrownBy(() -> SqliteJournalStore.open(file))
          .isInstanceOfSatisfying(
              JournalException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IN_USE));
      try (SqliteJournalStore reader = SqliteJournalStore.openReadOnly(file)) {
        assertThat(new JournalReader(reader).head(journal.epoch()).size()).isEqualTo(sale + 2);
        Samples.sell(journal, 2, 100);
        assertThat(new JournalReader(reader).head(journal.epoch()).size()).isEqualTo(sale + 5);
      }
      assertThat(verify().faults()).isEmpty();
    }
  }

  @Test
  void a_new_epoch_names_the_state_before_it_and_begins_its_counters_anew() {
    try (SqliteJournalStore store = SqliteJournalStore.open(file)) {
      JournalHead head;
      try (Journal journal = Samples.open(store, Samples.ids(1))) {
        Samples.sell(journal, 1, 100);
        head = journal.head();
      }
      var decision = new EpochDecision.NewEpoch(Samples.ids(7).epoch(), head.asParent());
      try (Journal next =
          Journal.open(
              store,
              Samples.signer(1),
              Samples.ids(2),
              Samples.DEVICE,
              decision,
              Samples.stamp(5))) {
        Samples.sell(next, 6, 100);
        assertThat(next.counters().sales()).isEqualTo(1);
      }
    }
    Verification result = verify();
    assertThat(result.faults()).isEmpty();
    assertThat(result.epochs()).hasSize(2);
    assertThat(result.size()).isEqualTo(4);
  }

  private Verification verify() {
    return new JournalFile(file).verify(new Expectation(key(1), null, _ -> {}));
  }

  private static dev.loulan.journal.checkpoint.VerifierKey key(int number) {
    return LogName.key(Samples.DEVICE, Samples.signer(number).publicKey());
  }
}
