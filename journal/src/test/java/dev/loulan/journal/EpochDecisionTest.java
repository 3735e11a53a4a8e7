package dev.loulan.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.journal.EpochDecision.Continue;
import dev.loulan.journal.EpochDecision.NewEpoch;
import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.key.SignerUnavailableException;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochDecisionTest {

  @TempDir Path folder;

  @Test
  void a_log_goes_on_only_where_the_server_knows_no_more_and_nothing_else() {
    IdSource ids = Samples.ids(8);
    try (SqliteJournalStore store = SqliteJournalStore.open(folder.resolve("journal.sqlite"))) {
      JournalReader reader = new JournalReader(store);
      assertThat(EpochDecision.afterAsking(reader, null, ids))
          .isInstanceOfSatisfying(NewEpoch.class, fresh -> assertThat(fresh.parent()).isNull());
      JournalHead early;
      JournalHead last;
      try (Journal journal = Samples.open(store, Samples.ids(1))) {
        Samples.sell(journal, 1, 100);
        early = journal.head();
        Samples.sell(journal, 2, 100);
        last = journal.head();
      }
      assertThat(EpochDecision.afterAsking(reader, null, ids)).isEqualTo(new Continue());
      assertThat(EpochDecision.afterAsking(reader, Checkpoint.parse(early.checkpoint()), ids))
          .isEqualTo(new Continue());
      assertThat(EpochDecision.afterAsking(reader, Checkpoint.parse(last.checkpoint()), ids))
          .isEqualTo(new Continue());
      String origin = last.log().origin();
      Checkpoint further = new Checkpoint(origin, last.size() + 1, Samples.hash("later"));
      Checkpoint other = new Checkpoint(origin, early.size(), Samples.hash("other"));
      Checkpoint elsewhere = new Checkpoint(origin + "0", early.size(), early.root());
      for (Checkpoint known : new Checkpoint[] {further, other, elsewhere}) {
        assertThat(EpochDecision.afterAsking(reader, known, ids))
            .isInstanceOfSatisfying(
                NewEpoch.class, fresh -> assertThat(fresh.parent()).isEqualTo(last.asParent()));
      }
      assertThat(EpochDecision.withoutAsking(reader, ids)).isInstanceOf(NewEpoch.class);
    }
  }

  @Test
  void while_the_key_is_away_nothing_is_written_and_nothing_is_lost() {
    boolean[] away = new boolean[1];
    DeviceSigner signer =
        new DeviceSigner() {
          @Override
          public Bytes publicKey() {
            return Samples.signer(1).publicKey();
          }

          @Override
          public Bytes sign(byte[] message) {
            if (away[0]) {
              throw new SignerUnavailableException("the token is not plugged in", null);
            }
            return Samples.signer(1).sign(message);
          }
        };
    IdSource ids = Samples.ids(1);
    try (SqliteJournalStore store = SqliteJournalStore.open(folder.resolve("journal.sqlite"));
        Journal journal =
            Journal.open(
                store,
                signer,
                ids,
                "shelf-1",
                Journal.continueOrBegin(store, ids),
                Samples.stamp(0))) {
      away[0] = true;
      assertThatThrownBy(() -> Samples.sell(journal, 1, 100))
          .isInstanceOfSatisfying(
              JournalException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SIGNER));
      assertThat(journal.head().size()).isEqualTo(1);
      away[0] = false;
      journal.commit();
      // The session's three entries, and that the signer was away and is back.
      assertThat(journal.head().size()).isEqualTo(6);
      assertThat(journal.counters().sales()).isEqualTo(1);
    }
  }
}
