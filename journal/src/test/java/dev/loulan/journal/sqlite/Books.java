package dev.loulan.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.Samples;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.EntryType;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.sqlite.JournalFile.Selection;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.Verification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold of a journal after whatever happened to the process that wrote it. */
final class Books {
  private static final VerifierKey KEY = LogName.key(Samples.DEVICE, Samples.signer(1).publicKey());

  private Books() {}

  /**
   * Opens it as the next boot does, then checks: every acknowledged session is there once, the log
   * verifies under the device's key, in one epoch, and extends a checkpoint seen before.
   *
   * @return its last checkpoint
   */
  static SignedNote check(
      Path file, Collection<String> acknowledged, @Nullable SignedNote before, String where) {
    SignedNote head;
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        Journal journal = Seller.reopen(store)) {
      head = new JournalReader(store).head(journal.epoch()).checkpoint();
    }
    Verification result = new JournalFile(file).verify(new Expectation(KEY, before, _ -> {}));
    assertThat(result.faults()).as(where).isEmpty();
    assertThat(result.trusted()).as(where).isTrue();
    assertThat(result.epochs()).as(where).hasSize(1);
    List<String> sold = sessions(file);
    assertThat(sold).as(where).doesNotHaveDuplicates().containsAll(acknowledged);
    return head;
  }

  static List<String> sessions(Path file) {
    List<String> sessions = new ArrayList<>();
    new JournalFile(file)
        .entries(
            new Selection(EntryType.SALE, 0, Long.MAX_VALUE, null),
            entry -> {
              if (entry.body() instanceof Sale sale) {
                sessions.add(sale.session());
              }
            });
    return sessions;
  }
}
