package dev.loulan.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.journal.IdSource;
import dev.loulan.journal.Journal;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.entry.Heartbeat;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.sqlite.JournalFile;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyHandoverTest {
  private static final Stamp NOW = new Stamp(1_790_000_000_000_000L, true, 0);

  @TempDir Path folder;

  private FileKeys keys(Optional<Path> passphrase) {
    return new FileKeys(folder, "shelf-1", null, passphrase);
  }

  @Test
  void a_prepared_key_takes_over_at_the_next_start_and_the_old_one_is_gone() throws IOException {
    FileKeys keys = keys(Optional.empty());
    DeviceSigner first = keys.current();
    run(keys, true);
    DeviceSigner next = keys.prepareNext();
    assertThat(keys.prepareNext().publicKey()).isEqualTo(next.publicKey());
    assertThat(run(keys, false)).as("not before the server knows the first key").isEmpty();
    assertThat(run(keys, true)).contains(JournalKeys.vkey("shelf-1", next).encode());
    assertThat(keys.current().publicKey()).isEqualTo(next.publicKey());
    assertThat(keys.next()).isEmpty();
    assertThat(Files.readString(folder.resolve("journal.key")).strip())
        .isEqualTo(JournalKeys.vkey("shelf-1", next).encode());
    run(keys, true);
    assertSound(first);
    assertSound(next);
  }

  @Test
  void a_stop_between_the_durable_change_and_the_rename_is_made_good_at_the_next_start()
      throws IOException {
    FileKeys keys = keys(Optional.empty());
    DeviceSigner first = keys.current();
    try (SqliteJournalStore store = SqliteJournalStore.open(folder.resolve("journal.sqlite"));
        Journal journal = open(store, first)) {
      journal.changeKey(NOW, keys.prepareNext());
    }
    DeviceSigner due = new KeyHandover(folder, "shelf-1", keys).due();
    assertThat(due.publicKey()).isNotEqualTo(first.publicKey());
    assertThat(keys.next()).isEmpty();
    run(keys, true);
    assertSound(due);
  }

  @Test
  void a_key_file_is_for_its_owner_only_and_may_be_under_a_passphrase() throws IOException {
    Path passphrase = Files.writeString(folder.resolve("passphrase"), "between us\n");
    DeviceSigner first = keys(Optional.empty()).current();
    Path file = folder.resolve("journal-secret.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String open = Files.readString(file);
    DeviceSigner locked = keys(Optional.of(passphrase)).current();
    assertThat(locked.publicKey()).isEqualTo(first.publicKey());
    assertThat(Files.readString(file)).doesNotContain(open.lines().toList().get(1));
    assertThatThrownBy(() -> keys(Optional.empty()).current())
        .hasMessageContaining("journal-key-passphrase");
    Files.writeString(passphrase, "another\n");
    assertThatThrownBy(() -> keys(Optional.of(passphrase)).current())
        .hasMessageContaining("passphrase is another one");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> keys(Optional.of(passphrase)).current())
        .hasMessageContaining("chmod 600");
  }

  @Test
  void whatever_is_wrong_with_a_key_file_what_is_said_of_it_holds_no_part_of_the_key()
      throws IOException {
    String said = keys(Optional.empty()).current().toString();
    Path file = folder.resolve("journal-secret.key");
    String text = Files.readString(file);
    String secret = text.lines().toList().get(1);
    for (String damaged :
        List.of(
            text.substring(0, text.length() / 2),
            text.replace(secret, secret.substring(1)),
            text.replace(secret, secret + "AAAA"),
            text.replace(secret, "?" + secret),
            text.replace(text.lines().toList().getFirst(), "another format"),
            secret,
            text + secret)) {
      Files.writeString(file, damaged);
      StringWriter trace = new StringWriter();
      try {
        said += keys(Optional.empty()).current();
      } catch (IOException | IllegalArgumentException e) {
        e.printStackTrace(new PrintWriter(trace, true));
      }
      said += trace;
    }
    assertThat(said).contains("does not give the journal's key");
    for (int i = 0; i + 8 <= secret.length(); i++) {
      assertThat(said).doesNotContain(secret.substring(i, i + 8));
    }
  }

  /** One start of an agent: opens, changes the key if one is prepared, writes, stops. */
  private Optional<String> run(JournalKeys keys, boolean registered) throws IOException {
    KeyHandover handover = new KeyHandover(folder, "shelf-1", keys);
    DeviceSigner due = handover.due();
    try (SqliteJournalStore store = SqliteJournalStore.open(folder.resolve("journal.sqlite"));
        Journal journal = open(store, due)) {
      Optional<String> changed = handover.change(journal, NOW, registered);
      journal.append(NOW, new Heartbeat(1, 0));
      return changed;
    }
  }

  private static Journal open(SqliteJournalStore store, DeviceSigner signer) {
    IdSource ids = new IdSource(new SplittableRandom(store.epochs().size()));
    return Journal.open(store, signer, ids, "shelf-1", Journal.continueOrBegin(store, ids), NOW);
  }

  private void assertSound(DeviceSigner trusted) {
    Verification found =
        new JournalFile(folder.resolve("journal.sqlite"))
            .verify(new Expectation(JournalKeys.vkey("shelf-1", trusted), null, _ -> {}));
    assertThat(found.faults()).isEmpty();
    assertThat(found.trusted()).isTrue();
  }
}
