package dev.loulan.clearing.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.clearing.agreement.AgreementFile;
import dev.loulan.clearing.sales.SalesFile;
import dev.loulan.clearing.sales.SalesMapping;
import dev.loulan.clearing.sales.SoldLine;
import dev.loulan.clearing.table.TableFile;
import dev.loulan.clearing.yaml.Settings;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.merkle.TreeHash;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTest {
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final Path EXAMPLES = Needs.project().resolve("examples/vending-nj");
  private static final String HEADER =
      "Status,Device ID,Location,Product,Transaction,TransDate,Type,MPrice,MQty,LineTotal,"
          + "TransTotal,Prcd Date";

  @TempDir private Path folder;

  @Test
  void late_and_early_lines_settle_on_the_day_sold_and_odd_ones_are_held() throws IOException {
    Cleared cleared = run("a", lines());
    assertThat(cleared.days().stream().map(d -> d.day() + " " + d.device() + " " + d.grossMinor()))
        .containsExactly(
            "2022-03-01 m 1 475", "2022-03-01 m2 125", "2022-03-02 m 1 150", "2022-03-02 m2 300");
    assertThat(cleared.cases().stream().map(c -> c.line() + " " + c.kind() + " " + c.state()))
        .containsExactly(
            "3 late settled",
            "4 late settled",
            "5 unlinked held",
            "6 noProduct held",
            "7 totalDiffers held",
            "9 early settled");
    assertConserved(cleared);
  }

  @Test
  void the_order_of_the_lines_changes_no_amount_and_a_rerun_not_one_byte() throws IOException {
    long seed = Long.getLong("loulan.seed", System.nanoTime());
    System.out.println("TrialTest seed " + seed);
    List<String> lines = new ArrayList<>(lines());
    Cleared first = run("a", lines);
    Cleared again = run("b", lines);
    Collections.shuffle(lines, new Random(seed));
    Cleared shuffled = run("c", lines);
    assertThat(shuffled.days()).as("seed " + seed).isEqualTo(first.days());
    assertThat(again.journals().stream().map(Cleared.JournalFile::root))
        .containsExactlyElementsOf(
            first.journals().stream().map(Cleared.JournalFile::root).toList());
  }

  @Test
  void each_machine_has_a_journal_whose_entries_all_name_the_file_that_they_were_read_from()
      throws IOException {
    Cleared cleared = run("a", lines());
    assertThat(cleared.journals())
        .extracting(Cleared.JournalFile::device)
        .containsExactly("m 1", "m2");
    for (Cleared.JournalFile journal : cleared.journals()) {
      try (SqliteJournalStore store = SqliteJournalStore.openReadOnly(Path.of(journal.file()))) {
        EpochId epoch = store.epochs().getLast();
        List<JournalEntry> entries =
            new JournalReader(store).entries(epoch, 0, store.head(epoch).size());
        assertThat(entries)
            .hasSize((int) journal.entries())
            .extracting(entry -> entry.header().importedFrom())
            .containsOnly(TreeHash.sha256(text(lines())));
      }
    }
  }

  @Test
  void the_recorded_half_year_is_conserved_by_machine_site_and_day() throws IOException {
    Path csv = Needs.data("vending-sales-nj/sales.csv.gz");
    SalesMapping mapping = SalesMapping.read(EXAMPLES.resolve("mapping.yaml"));
    SalesFile sales = SalesFile.read(csv, mapping);
    Cleared cleared = run("nj", mapping, sales);
    TreeMap<String, Long> sold = new TreeMap<>();
    for (SoldLine line : sales.lines()) {
      if (line.hold().isEmpty()) {
        sold.merge(
            line.day() + "|" + line.device() + "|" + line.site(), line.totalMinor(), Long::sum);
      }
    }
    TreeMap<String, Long> settled = new TreeMap<>();
    cleared
        .days()
        .forEach(day ->
            settled.merge(
                day.day() + "|" + day.device() + "|" + day.site(), day.grossMinor(), Long::sum));
    assertThat(settled).isEqualTo(sold);
    assertConserved(cleared);
  }

  @Test
  void another_kind_of_file_needs_another_mapping_only() throws IOException {
    Path csv = Needs.data("vending-coffee/sales.csv.gz");
    SalesMapping mapping =
        SalesMapping.of(
            Settings.of(
                "coffee.yaml",
                """
                currency: USD
                provider: bank
                dates: M/d/yyyy
                constants: {device: coffee-1, site: Lobby}
                columns: {day: date, tender: cash_type, product: coffee_name, lineTotal: money}
                cash: [cash]
                """));
    SalesFile sales = SalesFile.read(csv, mapping);
    Cleared cleared = run("coffee", mapping, sales);
    assertThat(cleared.readLines()).isGreaterThan(1_000);
    assertThat(cleared.heldLines())
        .isEqualTo(sales.lines().stream().filter(line -> line.product().isEmpty()).count());
    assertConserved(cleared);
  }

  private static void assertConserved(Cleared cleared) {
    assertThat(cleared.grossMinor() + cleared.heldMinor()).isEqualTo(cleared.readMinor());
    for (Cleared.Day day : cleared.days()) {
      assertThat(day.shares().stream().mapToLong(Cleared.Share::amountMinor).sum())
          .isEqualTo(day.grossMinor());
    }
  }

  private static List<String> lines() {
    return List.of(
        "ok,m 1,Mall A,Cola,1,3/1/2022,Credit,1.25,1,1.25,1.25,3/1/2022",
        "ok,m 1,Mall A,Cola,2,3/1/2022,Credit,1.25,2,2.5,3.5,3/4/2022",
        "ok,m 1,Mall A,Nuts,2,3/1/2022,Credit,1,1,1,3.5,3/4/2022",
        "Unlinked,m 1,Mall A,,3,3/1/2022,Cash,,,2,2,3/1/2022",
        "ok,m 1,Mall A,,4,3/1/2022,Credit,1,1,1,1,3/20/2022",
        "ok,m2,Library,Cola,5,3/1/2022,Credit,1.25,1,1.5,1.5,3/1/2022",
        "ok,m2,Library,Cola,6,3/1/2022,Cash,1.25,1,1.25,1.25,3/1/2022",
        "ok,m2,Library,Cola,7,3/2/2022,Cash,3,1,3,3,3/1/2022",
        "ok,m 1,Mall A,Tea,8,3/2/2022,Credit,1.5,1,1.5,1.5,3/2/2022");
  }

  private Cleared run(String name, List<String> lines) throws IOException {
    SalesMapping mapping = SalesMapping.read(EXAMPLES.resolve("mapping.yaml"));
    TableFile table = TableFile.of("sales.csv", text(lines), mapping.format());
    return run(name, mapping, SalesFile.of(table, mapping));
  }

  private static byte[] text(List<String> lines) {
    return lines.stream()
        .collect(Collectors.joining("\n", HEADER + "\n", "\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private Cleared run(String name, SalesMapping mapping, SalesFile sales) throws IOException {
    AgreementFile agreement = AgreementFile.read(EXAMPLES.resolve("agreement.json"));
    Path own = Files.createDirectory(folder.resolve(name));
    return new Trial(mapping, sales, agreement, ZONE).run(own, progress -> {});
  }
}
