package dev.loulan.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.journal.EpochDecision;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.Samples;
import dev.loulan.journal.checkpoint.EntryProof;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.Fault;
import dev.loulan.journal.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old commits in compressed files: what is proved, verified and written on is the same. */
class ArchiveTest {

  private static final VerifierKey KEY = LogName.key(Samples.DEVICE, Samples.signer(1).publicKey());
  private static final Archiver.Policy ALL = new Archiver.Policy(Long.MAX_VALUE, 0);

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("journal.sqlite");
    Book.write(file, Samples.DEVICE, 1);
  }

  private List<Path> archive(Archiver.Policy policy) {
    try (SqliteJournalStore store = SqliteJournalStore.open(file)) {
      return new Archiver(store).run(policy);
    }
  }

  @Test
  void an_archived_journal_verifies_as_before_and_so_does_each_archive_alone() {
    Verification before = verify(file);
    List<Path> archives = archive(ALL);
    assertThat(archives).hasSize(2);
    Verification after = verify(file);
    assertThat(after.faults()).isEmpty();
    assertThat(after.epochs()).isEqualTo(before.epochs());
    assertThat(after.entries()).isEqualTo(before.entries());
    OtherVerifier.agrees(file, KEY, null, after);
    Verification first = verify(archives.getFirst());
    assertThat(first.faults()).isEmpty();
    assertThat(first.trusted()).isTrue();
    assertThat(archive(ALL)).isEmpty();
  }

  @Test
  void every_archived_entry_is_proved_and_read_and_the_journal_is_written_on() {
    List<JournalEntry> before = entries();
    archive(ALL);
    assertThat(entries()).isEqualTo(before);
    EpochId epoch = before.getFirst().header().epoch();
    for (int seq : new int[] {0, 1, 2, 100, 255, 256, 260}) {
      EntryProof proof = new JournalFile(file).prove(seq, epoch);
      byte[] leaf = dev.loulan.journal.entry.EntryCodec.encode(before.get(seq));
      VerifierKey signer =
          LogName.key(Samples.DEVICE, Samples.signer(seq > 266 ? 2 : 1).publicKey());
      assertThat(proof.proves(leaf, signer)).as("entry %s", seq).isTrue();
    }
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        Journal journal =
            Journal.open(
                store,
                Samples.signer(2),
                Samples.ids(9),
                Samples.DEVICE,
                new EpochDecision.Continue(),
                Samples.stamp(2_000))) {
      Samples.sell(journal, 2_001, 77);
      assertThat(new JournalReader(store).entries(epoch, 0, 20)).hasSize(20);
    }
    assertThat(verify(file).faults()).isEmpty();
  }

  @Test
  void a_missing_cut_or_changed_archive_is_named() throws IOException {
    Path archive = archive(ALL).getFirst();
    byte[] whole = Files.readAllBytes(archive);
    Files.delete(archive);
    assertFirst(verify(file), Fault.Code.ENTRY_MISSING);
    Files.write(archive, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThat(verify(file).sound()).isFalse();
    assertThat(verify(archive).sound()).isFalse();
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 20; round++) {
      byte[] changed = whole.clone();
      // The first ten bytes of a gzip file say nothing about its content.
      int at = 10 + random.nextInt(changed.length - 10);
      changed[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(archive, changed);
      assertThat(verify(file).sound()).as("byte %s", at).isFalse();
    }
  }

  @Test
  void what_is_young_or_among_the_last_entries_stays() {
    assertThat(archive(new Archiver.Policy(0, 0))).isEmpty();
    assertThat(archive(new Archiver.Policy(Long.MAX_VALUE, 100_000))).isEmpty();
    assertThat(archive(new Archiver.Policy(Long.MAX_VALUE, 9))).hasSize(2);
  }

  private List<JournalEntry> entries() {
    List<JournalEntry> entries = new ArrayList<>();
    new JournalFile(file).allEntries(entries::add);
    return entries;
  }

  private static void assertFirst(Verification found, Fault.Code code) {
    assertThat(found.faults().getFirst().code()).isEqualTo(code);
  }

  private static Verification verify(Path of) {
    return new JournalFile(of).verify(new Expectation(KEY, null, _ -> {}));
  }
}
