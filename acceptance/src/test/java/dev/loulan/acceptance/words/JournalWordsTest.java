package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loulan.journal.EpochDecision;
import dev.loulan.journal.IdSource;
import dev.loulan.journal.Journal;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.checkpoint.EntryProof;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Outcome;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.entry.SessionClosed;
import dev.loulan.journal.entry.Tender;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words with which an auditor looks at a journal, and their exit codes. */
class JournalWordsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEVICE = "audited-1";
  private static final Ed25519Signer SIGNER = Ed25519Signer.fromSeed(new byte[32]);
  private static final VerifierKey KEY = LogName.key(DEVICE, SIGNER.publicKey());
  private static final long BEGIN = 1_790_000_000_000_000L;
  private static final int SALES = 200;

  @TempDir private Path folder;
  private Path file = Path.of("");
  private Path key = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("journal.sqlite");
    key = Files.writeString(folder.resolve("journal.key"), KEY.encode() + "\n");
    sell(file, 0, SALES, 1);
  }

  /** Goes on with a journal, or makes it. */
  private static void sell(Path file, int from, int to, long seed) {
    IdSource ids = new IdSource(new Random(seed));
    Stamp begin = new Stamp(BEGIN, true, 0);
    try (SqliteJournalStore store = SqliteJournalStore.open(file)) {
      EpochDecision decision = Journal.continueOrBegin(store, ids);
      try (Journal journal = Journal.open(store, SIGNER, ids, DEVICE, decision, begin)) {
        for (int i = from; i < to; i++) {
          SaleLine line =
              new SaleLine("04006381333931", 2, 150, "acme", 700, "1", "1", 1_000_000, null);
          Sale sale =
              Sale.draft(
                  "s" + i, new Tender("pay", "m1", "r" + i), List.of(line), "EUR", List.of());
          Stamp stamp = new Stamp(BEGIN + i * 1_000_000L, true, i);
          var _ = journal.append(stamp, List.of(sale, new SessionClosed("s" + i, Outcome.SALE)));
        }
      }
    }
  }

  @Test
  void a_journal_is_described_and_exported_line_by_line_and_as_a_table() throws IOException {
    JsonNode epoch = words("describe", file, "--json").exits(0).json().at("/epochs/0");
    assertThat(epoch.required("size").longValue()).isEqualTo(1 + 2 * SALES);
    assertThat(epoch.required("gross").longValue()).isEqualTo(300L * SALES);
    assertThat(epoch.at("/types/sale").longValue()).isEqualTo(SALES);
    assertThat(epoch.required("firstAt").textValue())
        .isEqualTo(Instant.ofEpochSecond(BEGIN / 1_000_000).toString());

    List<String> lines = words("export", file).exits(0).out().lines().toList();
    assertThat(lines).hasSize(1 + 2 * SALES);
    assertThat(JSON.readTree(lines.get(1)).required("type").textValue()).isEqualTo("sale");

    Path table = folder.resolve("sales.csv");
    words("export", file, "--format", "csv", "--type", "sale", "--out", table).exits(0);
    List<String> rows = Files.readAllLines(table);
    assertThat(rows).hasSize(1 + SALES);
    assertThat(rows.getFirst()).startsWith("epoch,seq,at,saleNo,session,line,gtin,quantity");
    assertThat(rows.getLast()).contains("04006381333931,2,150,300,EUR").endsWith("" + 300L * SALES);

    assertThat(words("export", file, "--type", "sales").refusal(2))
        .contains("sales", "reviewOpened");
  }

  @Test
  void two_journals_that_went_apart_prove_a_clone_and_a_longer_one_does_not() throws IOException {
    Path longer = Files.copy(file, folder.resolve("longer.sqlite"));
    sell(longer, SALES, SALES + 5, 2);
    Path clone = Files.copy(file, folder.resolve("clone.sqlite"));
    sell(clone, SALES, SALES + 5, 3);

    JsonNode extended = compare(file, longer).exits(0).json();
    assertThat(extended.required("relation").textValue()).isEqualTo("extends");
    assertThat(compare(longer, file).exits(0).json().required("relation").textValue())
        .isEqualTo("behind");
    JsonNode forked = compare(longer, clone).exits(1).json();
    assertThat(forked.required("relation").textValue()).isEqualTo("forked");
    assertThat(forked.required("proved").booleanValue()).isTrue();
    assertThat(forked.required("proof")).hasSize(2);
    // Anyone checks it again from the two checkpoints alone.
    Path one = Files.writeString(folder.resolve("one.txt"), forked.at("/proof/0").textValue());
    Path other = Files.writeString(folder.resolve("other.txt"), forked.at("/proof/1").textValue());
    assertThat(compare(one, other).exits(1).json().required("proved").booleanValue()).isTrue();

    Path kept = Files.writeString(folder.resolve("kept.txt"), forked.at("/proof/0").textValue());
    words("verify", longer, "--key", key, "--from", kept).exits(0);
    JsonNode cut = words("verify", clone, "--key", key, "--from", kept, "--json").exits(1).json();
    assertThat(cut.at("/faults/0/code").textValue()).isEqualTo("NOT_EXTENDED");
  }

  @Test
  void what_is_archived_is_verified_read_and_proved_with_the_journal_and_without()
      throws IOException {
    String before = words("dump", file).exits(0).out();
    JsonNode done =
        words("archive", file, "--keep-days", "0", "--keep-entries", "10", "--json")
            .exits(0)
            .json();
    assertThat(done.required("done")).hasSize(1);
    Path archive = archiveOf(folder);
    assertThat(words("dump", file).exits(0).out()).isEqualTo(before);
    words("verify", file, "--key", key).exits(0);
    assertProves(words("prove", file, 7).exits(0).out(), 7);

    Path away = Files.createDirectory(folder.resolve("away"));
    Path alone = Files.copy(archive, away.resolve("alone.journal.gz"));
    JsonNode sound = words("verify", alone, "--key", key, "--json").exits(0).json();
    assertThat(sound.required("trusted").booleanValue()).isTrue();
    assertThat(before).contains(words("dump", alone).exits(0).out());
    assertProves(words("prove", alone, 7).exits(0).out(), 7);
    assertThat(words("prove", alone, 0).refusal(2)).contains("alone.journal.gz");

    Files.delete(archive);
    JsonNode missing = words("verify", file, "--key", key, "--json").exits(1).json();
    assertThat(missing.at("/faults/0/code").textValue()).isEqualTo("ENTRY_MISSING");
    assertThat(missing.at("/faults/0/entry").longValue()).isEqualTo(1);
  }

  private static void assertProves(String text, long seq) {
    EntryProof proof = EntryProof.parse(text);
    assertThat(proof.index()).isEqualTo(seq);
    Bytes entry = Objects.requireNonNull(proof.extra());
    assertThat(proof.proves(entry.toArray(), KEY)).isTrue();
  }

  private static Path archiveOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".journal.gz")).findFirst().orElseThrow();
    }
  }

  private dev.loulan.acceptance.words.Outcome compare(Path a, Path b) {
    return words("compare", a, b, "--key", key, "--json");
  }

  private static dev.loulan.acceptance.words.Outcome words(Object... words) {
    return Loulan.word(Stream.concat(Stream.of("journal"), Stream.of(words)).toArray()).run();
  }
}
