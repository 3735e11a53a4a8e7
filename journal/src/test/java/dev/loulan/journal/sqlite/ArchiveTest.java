package dev.loulan.journal.sqlite;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.journal.EpochDecision;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.JournalWriter;
import dev.loulan.journal.Samples;
import dev.loulan.journal.checkpoint.EntryProof;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.Fault;
import dev.loulan.journal.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old commits in compressed files: what is proved, verified and written on is the same. */
class ArchiveTest {

  private static final VerifierKey KEY = LogName.key(Samples.DEVICE, Samples.signer(1).publicKey());
  private static final Archiver.Policy ALL = new Archiver.Policy(Long.MAX_VALUE, Long.MAX_VALUE, 0);

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
    for (Path alone : archives) {
      OtherVerifier.agrees(alone, KEY, null, verify(alone));
    }
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
      byte[] leaf = EntryCodec.encode(before.get(seq));
      VerifierKey signer =
          LogName.key(Samples.DEVICE, Samples.signer(seq > 266 ? 2 : 1).publicKey());
      assertThat(proof.proves(leaf, signer)).as("entry %s", seq).isTrue();
    }
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        Journal journal = goOn(store)) {
      Samples.sell(journal, 2_001, 77);
      assertThat(new JournalReader(store).entries(epoch, 0, 20)).hasSize(20);
    }
    assertThat(verify(file).faults()).isEmpty();
  }

  @Test
  void every_entry_of_an_archive_is_read_and_proved_without_the_journal() throws IOException {
    List<JournalEntry> before = entries();
    for (Path archive : archive(new Archiver.Policy(Long.MAX_VALUE, Long.MAX_VALUE, 9))) {
      Path alone = Files.copy(archive, folder.resolve("alone.journal.gz"), REPLACE_EXISTING);
      List<JournalEntry> found = new ArrayList<>();
      new JournalFile(alone).allEntries(found::add);
      assertThat(before).containsSequence(found);
      for (JournalEntry entry : found) {
        EntryProof proof = new JournalFile(alone).prove(entry.seq(), null);
        boolean proved =
            IntStream.of(1, 2)
                .mapToObj(n -> LogName.key(Samples.DEVICE, Samples.signer(n).publicKey()))
                .anyMatch(key -> proof.proves(EntryCodec.encode(entry), key));
        assertThat(proved).as("entry %s", entry.seq()).isTrue();
      }
      long after = found.getLast().seq() + 1;
      assertThatThrownBy(() -> new JournalFile(alone).prove(after, null))
          .isInstanceOf(IllegalArgumentException.class);
    }
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
    assertThat(archive(new Archiver.Policy(0, Long.MAX_VALUE, 0))).isEmpty();
    assertThat(archive(new Archiver.Policy(Long.MAX_VALUE, Long.MAX_VALUE, 100_000))).isEmpty();
    assertThat(archive(new Archiver.Policy(Long.MAX_VALUE, Long.MAX_VALUE, 9))).hasSize(2);
  }

  @Test
  void the_oldest_go_when_the_newest_take_more_than_they_may_however_young_they_are() {
    long young = 0;
    assertThat(archive(new Archiver.Policy(young, 1 << 20, 0))).isEmpty();
    List<Path> archives = archive(new Archiver.Policy(young, 1_000, 0));
    assertThat(archives).hasSize(2);
    assertThat(verify(file).faults()).isEmpty();
  }

  @Test
  void what_a_stop_left_in_both_places_goes_the_next_time() {
    long before;
    try (SqliteJournalStore store = SqliteJournalStore.open(file)) {
      before = rows(store);
      assertThat(new Archiver(store).write(ALL)).hasSize(2);
      assertThat(rows(store)).isEqualTo(before);
    }
    assertThat(verify(file).faults()).isEmpty();
    assertThat(archive(ALL)).hasSize(2);
    try (SqliteJournalStore store = SqliteJournalStore.open(file)) {
      assertThat(rows(store)).isLessThan(before / 8);
    }
    assertThat(verify(file).faults()).isEmpty();
    assertThat(archive(ALL)).isEmpty();
  }

  @Test
  void it_is_archived_while_it_is_written_and_each_sale_of_before_is_proved_after() {
    List<JournalEntry> before = entries();
    EpochId last = before.getLast().header().epoch();
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger sold = new AtomicInteger();
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        JournalWriter writer = new JournalWriter(goOn(store))) {
      Thread seller =
          Thread.ofPlatform()
              .start(() -> {
                while (!stop.get()) {
                  int n = sold.getAndIncrement();
                  writer.append(
                      Samples.stamp(3_000 + n),
                      List.of(Samples.saleWithoutEvidence("while-" + n, 5)),
                      true);
                }
              });
      try (SqliteJournalStore reading = SqliteJournalStore.openReadOnly(file)) {
        for (Archiver.Archived part : new Archiver(reading).write(ALL)) {
          boolean more = true;
          while (more) {
            more = writer.between(_ -> Archiver.drop(store, part)).join();
            assertThat(verifyWhileWritten().faults()).isEmpty();
          }
        }
      }
      stop.set(true);
      seller.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts a test", e);
    }
    List<JournalEntry> after = entries();
    assertThat(after)
        .hasSize(before.size() + sold.get())
        .startsWith(before.toArray(JournalEntry[]::new));
    Verification whole = verify(file);
    assertThat(whole.faults()).isEmpty();
    OtherVerifier.agrees(file, KEY, null, whole);
    VerifierKey signer = LogName.key(Samples.DEVICE, Samples.signer(2).publicKey());
    for (JournalEntry entry : before) {
      if (entry.body() instanceof Sale && entry.header().epoch().equals(last)) {
        EntryProof proof = new JournalFile(file).prove(entry.seq(), last);
        assertThat(proof.proves(EntryCodec.encode(entry), signer)).isTrue();
      }
    }
  }

  private static Journal goOn(SqliteJournalStore store) {
    return Journal.open(
        store,
        Samples.signer(2),
        Samples.ids(9),
        Samples.DEVICE,
        new EpochDecision.Continue(),
        Samples.stamp(2_000));
  }

  private static long rows(SqliteJournalStore store) {
    return store.file().read("Counting", () -> store.file().number("SELECT count(*) FROM commits"));
  }

  private Verification verifyWhileWritten() {
    return new JournalFile(file).verifyWhileWritten(new Expectation(null, null, _ -> {}));
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
