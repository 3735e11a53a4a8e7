package dev.loulan.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.journal.EpochDecision;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.Samples;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EntryType;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.KeyChange;
import dev.loulan.journal.entry.SignerDown;
import dev.loulan.journal.entry.SignerUp;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.key.SignerUnavailableException;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.Verification;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that hand over to each other, and one that is away for a while. */
class SignerTest {

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("journal.sqlite");
  }

  @Test
  void a_key_hands_over_with_both_signatures_and_each_of_the_two_vouches_for_the_whole_log() {
    try (SqliteJournalStore store = SqliteJournalStore.open(file)) {
      try (Journal journal = Samples.open(store, Samples.ids(1))) {
        Samples.sell(journal, 1, 100);
        journal.append(Samples.stamp(2), Samples.step(3));
        journal.changeKey(Samples.stamp(2), Samples.signer(2));
        Samples.sell(journal, 3, 100);
      }
      KeyChange change = (KeyChange) entries(store, EntryType.KEY_CHANGE).getFirst().body();
      assertThat(change.oldProof()).isNotNull();
      assertRefusedToOpen(store, Samples.signer(1));
      try (Journal next = continued(store, Samples.signer(2))) {
        next.changeKey(Samples.stamp(4), Samples.signer(3));
      }
      assertRefusedToOpen(store, Samples.signer(2));
      try (Journal last = continued(store, Samples.signer(3))) {
        Samples.sell(last, 5, 100);
      }
    }
    for (int key = 1; key <= 3; key++) {
      Verification found = verify(Samples.signer(key).publicKey());
      assertThat(found.faults()).as("key %s", key).isEmpty();
      assertThat(found.trusted()).isTrue();
    }
    assertThat(verify(Samples.signer(4).publicKey()).trusted()).isFalse();
  }

  @Test
  void a_signer_that_is_away_leaves_its_absence_in_the_log_and_loses_nothing() {
    Fickle signer = new Fickle();
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        Journal journal =
            Journal.open(
                store,
                signer,
                Samples.ids(1),
                Samples.DEVICE,
                Journal.continueOrBegin(store, Samples.ids(1)),
                Samples.stamp(0))) {
      Samples.sell(journal, 1, 100);
      signer.away = true;
      assertSignerAway(() -> Samples.sell(journal, 2, 200));
      assertSignerAway(() -> journal.commit(Samples.stamp(5)));
      signer.away = false;
      journal.commit(Samples.stamp(9));
      Samples.sell(journal, 10, 300);
      SignerDown down = (SignerDown) entries(store, EntryType.SIGNER_DOWN).getFirst().body();
      SignerUp up = (SignerUp) entries(store, EntryType.SIGNER_UP).getFirst().body();
      assertThat(down.reason()).isEqualTo("the token was pulled");
      assertThat(up.downMicros()).isEqualTo(7_000_000);
      assertThat(up.entries()).isEqualTo(4);
      assertThat(entries(store, EntryType.SIGNER_DOWN)).hasSize(1);
    }
    Verification found = verify(signer.publicKey());
    assertThat(found.faults()).isEmpty();
    assertThat(found.epochs().getFirst().counters().sales()).isEqualTo(3);
  }

  @Test
  void a_change_of_keys_while_one_is_away_changes_nothing() {
    Fickle next = new Fickle();
    next.away = true;
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        Journal journal = Samples.open(store, Samples.ids(1))) {
      assertSignerAway(() -> journal.changeKey(Samples.stamp(1), next));
      Samples.sell(journal, 2, 100);
    }
    assertThat(verify(Samples.signer(1).publicKey()).faults()).isEmpty();
  }

  private static void assertSignerAway(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            JournalException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SIGNER));
  }

  private static void assertRefusedToOpen(SqliteJournalStore store, DeviceSigner signer) {
    assertThatThrownBy(() -> continued(store, signer))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(signer.keyId());
  }

  private static Journal continued(SqliteJournalStore store, DeviceSigner signer) {
    return Journal.open(
        store,
        signer,
        Samples.ids(7),
        Samples.DEVICE,
        new EpochDecision.Continue(),
        Samples.stamp(3));
  }

  private static List<JournalEntry> entries(SqliteJournalStore store, EntryType type) {
    JournalReader reader = new JournalReader(store);
    var head = reader.head().orElseThrow();
    return reader.entries(head.epoch(), 0, head.size()).stream()
        .filter(entry -> entry.type() == type)
        .toList();
  }

  private Verification verify(Bytes key) {
    return new JournalFile(file)
        .verify(new Expectation(LogName.key(Samples.DEVICE, key), null, _ -> {}));
  }

  /** A key that can be pulled out. */
  private static final class Fickle implements DeviceSigner {
    private boolean away;

    @Override
    public Bytes publicKey() {
      return Samples.signer(5).publicKey();
    }

    @Override
    public Bytes sign(byte[] message) {
      if (away) {
        throw new SignerUnavailableException("the token was pulled", null);
      }
      return Samples.signer(5).sign(message);
    }
  }
}
