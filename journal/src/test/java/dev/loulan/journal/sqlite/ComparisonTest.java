package dev.loulan.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.journal.Journal;
import dev.loulan.journal.Samples;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.verify.Comparison;
import dev.loulan.journal.verify.Comparison.Relation;
import dev.loulan.journal.verify.LogView;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A card that was copied and sold on twice: the two are told apart and the clone is proved. */
class ComparisonTest {

  private static final VerifierKey KEY = LogName.key(Samples.DEVICE, Samples.signer(1).publicKey());

  @TempDir Path folder;
  private Path one = Path.of("");
  private Path two = Path.of("");
  private SignedNote early = sell(Path.of("."), 0, 0);
  private SignedNote lateOne = early;
  private SignedNote lateTwo = early;

  @BeforeEach
  void copyTheCard() throws Exception {
    one = folder.resolve("one");
    two = folder.resolve("two");
    early = sell(one, 0, 7);
    Files.copy(one, two);
    lateOne = sell(one, 7, 5);
    lateTwo = sell(two, 100, 5);
  }

  /** Sells so often and gives the last checkpoint. */
  private static SignedNote sell(Path file, int from, int times) {
    if (times == 0) {
      return new SignedNote("none\n", java.util.List.of());
    }
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        Journal journal = Samples.open(store, Samples.ids(from + 1))) {
      for (int i = from; i < from + times; i++) {
        Samples.sell(journal, i, 100 + i);
      }
      return journal.head().checkpoint();
    }
  }

  @Test
  void two_checkpoints_of_one_size_prove_a_clone_to_anyone_with_the_key() {
    Comparison found = Comparison.of(LogView.of(lateOne), LogView.of(lateTwo));
    assertThat(found.relation()).isEqualTo(Relation.FORKED);
    assertThat(found.proof()).containsExactly(lateOne, lateTwo);
    assertThat(found.isProvedBy(KEY)).isTrue();
    assertThat(found.isProvedBy(LogName.key(Samples.DEVICE, Samples.signer(2).publicKey())))
        .isFalse();
  }

  @Test
  void two_journals_name_the_entry_in_which_they_part() {
    try (LogView a = new JournalView(one);
        LogView b = new JournalView(two)) {
      Comparison found = Comparison.of(a, b);
      assertThat(found.relation()).isEqualTo(Relation.FORKED);
      assertThat(found.parted()).isEqualTo(1 + 3 * 7);
      assertThat(found.isProvedBy(KEY)).isTrue();
    }
  }

  @Test
  void a_journal_extends_its_own_checkpoint_and_forks_from_anothers() {
    try (LogView a = new JournalView(one)) {
      assertThat(Comparison.of(LogView.of(early), a).relation()).isEqualTo(Relation.EXTENDS);
      assertThat(Comparison.of(a, LogView.of(early)).relation()).isEqualTo(Relation.BEHIND);
      assertThat(Comparison.of(a, LogView.of(lateOne)).relation()).isEqualTo(Relation.SAME);
      Comparison fork = Comparison.of(a, LogView.of(lateTwo));
      assertThat(fork.relation()).isEqualTo(Relation.FORKED);
      assertThat(fork.isProvedBy(KEY)).isTrue();
    }
  }

  @Test
  void what_cannot_be_told_is_said_so() {
    assertThat(Comparison.of(LogView.of(early), LogView.of(lateOne)).relation())
        .isEqualTo(Relation.UNKNOWN);
    Path other = folder.resolve("other");
    Book.write(other, "shelf-2", 3);
    try (LogView a = new JournalView(one);
        LogView b = new JournalView(other)) {
      assertThat(Comparison.of(a, b).relation()).isEqualTo(Relation.OTHER_DEVICE);
    }
  }
}
