package dev.loulan.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.journal.Samples;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.Header;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Journals of each released format, as they were written then: they verify for ever, in both
 * verifiers. The newest is written again each time and must come out with the same rows. To make a
 * new one, give {@code -Dloulan.golden=FILE}.
 */
class GoldenJournalTest {

  private static final VerifierKey KEY = LogName.key(Samples.DEVICE, Samples.signer(1).publicKey());

  private static final String NEWEST = "journal-t1-e4";

  /** Version 1 is in each of them: an entry has the oldest version that can say it. */
  private static final List<String> RELEASED = List.of("journal-t1-e2", "journal-t1-e3", NEWEST);

  @TempDir Path folder;

  @Test
  void a_journal_of_every_released_format_is_sound_in_both_verifiers() throws IOException {
    for (String name : RELEASED) {
      Path file = golden(name);
      Verification found = new JournalFile(file).verify(new Expectation(KEY, null, _ -> {}));
      assertThat(found.faults()).as(name).isEmpty();
      assertThat(found.trusted()).isTrue();
      OtherVerifier.agrees(file, KEY, null, found);
      OtherVerifier.agrees(file, KEY, null, found, "--pure");
    }
  }

  @Test
  void the_golden_journals_hold_entries_of_every_released_version() throws IOException {
    Set<Integer> versions = new TreeSet<>();
    for (String name : RELEASED) {
      new JournalFile(golden(name)).allEntries(entry -> versions.add(entry.formatVersion()));
    }
    assertThat(versions)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, Header.NEWEST_VERSION).boxed().toList());
  }

  @Test
  void the_newest_format_is_still_written_with_the_same_rows() throws IOException {
    Path again = folder.resolve("again");
    Book.write(again, Samples.DEVICE, 1);
    String keep = System.getProperty("loulan.golden");
    if (keep != null) {
      Files.copy(again, Path.of(keep));
    }
    assertThat(Book.content(again)).isEqualTo(Book.content(golden(NEWEST)));
  }

  private Path golden(String name) throws IOException {
    try (InputStream in =
        new java.util.zip.GZIPInputStream(
            Objects.requireNonNull(
                GoldenJournalTest.class.getResourceAsStream("/golden/" + name + ".sqlite.gz")))) {
      return Files.write(folder.resolve(name), in.readAllBytes());
    }
  }
}
