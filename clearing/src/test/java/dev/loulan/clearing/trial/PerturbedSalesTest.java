package dev.loulan.clearing.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.clearing.agreement.AgreementFile;
import dev.loulan.clearing.sales.SalesFile;
import dev.loulan.clearing.sales.SalesMapping;
import dev.loulan.clearing.sales.SoldLine;
import dev.loulan.clearing.table.TableFile;
import dev.loulan.clearing.text.InputException;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recorded half year as another program, another half or another hand would have written it.
 */
class PerturbedSalesTest {
  private static final Path EXAMPLES = Needs.project().resolve("examples/vending-nj");
  private static final DateTimeFormatter DATES =
      DateTimeFormatter.ofPattern("M/d/uuuu", Locale.ROOT);
  private static final int LINES = 600;
  private static final int DEVICE = 1;
  private static final int SITE = 2;
  private static final int PRODUCT = 4;
  private static final int SOLD = 7;
  private static final int QUANTITY = 14;
  private static final int BILLED = 17;

  @TempDir private Path folder;

  private final long seed = Long.getLong("loulan.seed", System.nanoTime());
  private final SalesMapping mapping = SalesMapping.read(EXAMPLES.resolve("mapping.yaml"));

  @Test
  void quotes_crlf_a_mark_gzip_and_another_order_of_lines_and_columns_change_nothing()
      throws IOException {
    List<String[]> rows = rows();
    Cleared plain = run("plain", text(rows, ",", "\n", cell -> cell));
    assertConserved(plain, "plain");
    assertThat(run("crlf", text(rows, ",", "\r\n", cell -> '"' + cell + '"')).days())
        .isEqualTo(plain.days());
    List<String[]> shuffled = new ArrayList<>(rows.subList(1, rows.size()));
    Collections.shuffle(shuffled, new Random(seed));
    shuffled.addFirst(rows.getFirst());
    shuffled.replaceAll(PerturbedSalesTest::reversed);
    assertThat(run("shuffled", text(shuffled, ",", "\n", cell -> cell)).days())
        .as("seed " + seed)
        .isEqualTo(plain.days());
    assertThatThrownBy(() -> run("mark", "\ufeff" + text(rows, ",", "\n", cell -> cell)))
        .isInstanceOfSatisfying(
            InputException.class,
            e -> assertThat(e.key() + " " + e.place().line()).isEqualTo("table.mark 1"));
  }

  @Test
  void other_months_machines_sites_and_goods_are_conserved_too() throws IOException {
    List<String[]> rows = rows();
    Random random = new Random(seed);
    for (String[] row : rows.subList(1, rows.size())) {
      row[SOLD] = later(row[SOLD]);
      row[BILLED] = later(row[BILLED]);
      row[DEVICE] = "新机 " + row[DEVICE] + "/é";
      // Some machines are moved from one site to another, also within a day.
      row[SITE] = random.nextInt(3) == 0 ? "Zürich, Hall \"B\"" : row[SITE];
      row[PRODUCT] = random.nextInt(50) == 0 ? "" : "Goods, " + row[PRODUCT];
      row[QUANTITY] = random.nextInt(50) == 0 ? "2" : row[QUANTITY];
    }
    // Lines of one transaction stand at one site, as they did before.
    TreeMap<String, String> siteOf = new TreeMap<>();
    for (String[] row : rows.subList(1, rows.size())) {
      String site = siteOf.putIfAbsent(row[6], row[SITE]);
      row[SITE] = site == null ? row[SITE] : site;
    }
    Cleared cleared = run("other", text(rows, ",", "\n", c -> '"' + c.replace("\"", "\"\"") + '"'));
    assertConserved(cleared, "seed " + seed);
    assertThat(cleared.heldLines()).isPositive();
    assertThat(cleared.days().stream().map(Cleared.Day::site)).contains("Zürich, Hall \"B\"");
  }

  @Test
  void a_line_that_waits_may_lack_what_a_person_must_add() throws IOException {
    List<String[]> rows = rows();
    String[] odd = rows.get(1).clone();
    odd[0] = "Unlinked";
    odd[SITE] = "";
    odd[PRODUCT] = "";
    odd[6] = "";
    odd[13] = "";
    odd[QUANTITY] = "";
    odd[BILLED] = "";
    odd[16] = odd[15];
    rows.add(odd);
    Cleared cleared = run("odd", text(rows, ",", "\n", cell -> cell));
    assertConserved(cleared, "odd");
    assertThat(cleared.cases())
        .anyMatch(each -> each.kind().equals("unlinked") && each.line() == rows.size());
  }

  @Test
  void a_column_that_is_missing_and_a_line_that_is_cut_are_named() throws IOException {
    List<String[]> rows = rows();
    rows.getFirst()[BILLED] = "Settled";
    assertThatThrownBy(() -> run("column", text(rows, ",", "\n", cell -> cell)))
        .hasMessageContaining("sales.csv")
        .hasMessageContaining("Prcd Date");
    rows.getFirst()[BILLED] = "Prcd Date";
    String whole = text(rows, ",", "\n", cell -> cell);
    assertThatThrownBy(() -> run("cut", whole.substring(0, whole.length() - 40)))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.place().line()).isEqualTo(rows.size()));
    assertThatThrownBy(() -> run("twice", whole + whole))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.key()).isEqualTo("table.repeated"));
    assertThat(folder.toFile().list()).as("nothing is half booked").isEmpty();
  }

  private static String[] reversed(String[] row) {
    String[] reversed = row.clone();
    Collections.reverse(Arrays.asList(reversed));
    return reversed;
  }

  private static String later(String date) {
    return DATES.format(LocalDate.parse(date, DATES).plusMonths(6));
  }

  private static String text(
      List<String[]> rows, String delimiter, String end, UnaryOperator<String> cell) {
    return rows.stream()
        .map(row -> List.of(row).stream().map(cell).collect(Collectors.joining(delimiter)))
        .collect(Collectors.joining(end, "", end));
  }

  /** The first lines, header included; no cell of them holds a comma. */
  private static List<String[]> rows() throws IOException {
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(Needs.data("vending-sales-nj/sales.csv.gz")))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String[]> rows =
          text.lines()
              .filter(line -> line.indexOf('"') < 0)
              .limit(LINES)
              .map(line -> line.split(",", -1))
              .collect(Collectors.toCollection(ArrayList::new));
      return whole(rows);
    }
  }

  /** Without a transaction that the cut went through. */
  private static List<String[]> whole(List<String[]> rows) {
    TreeMap<String, Double> sums = new TreeMap<>();
    rows.stream()
        .skip(1)
        .forEach(row -> sums.merge(row[6], Double.parseDouble(row[15]), Double::sum));
    rows.removeIf(row ->
        sums.containsKey(row[6])
            && Math.abs(sums.getOrDefault(row[6], 0.0) - Double.parseDouble(row[16])) > 0.001);
    return rows;
  }

  /** Read is settled or held; each machine, site and day has what its lines say, and shares it. */
  private void assertConserved(Cleared cleared, String hint) {
    assertThat(cleared.grossMinor() + cleared.heldMinor()).as(hint).isEqualTo(cleared.readMinor());
    TreeMap<String, Long> settled = new TreeMap<>();
    for (Cleared.Day day : cleared.days()) {
      assertThat(day.shares().stream().mapToLong(Cleared.Share::amountMinor).sum())
          .isEqualTo(day.grossMinor());
      settled.merge(day.day() + "|" + day.device() + "|" + day.site(), day.grossMinor(), Long::sum);
    }
    settled.values().removeIf(minor -> minor == 0);
    assertThat(settled).as(hint).isEqualTo(sold);
  }

  private SortedMap<String, Long> sold = new TreeMap<>();

  private Cleared run(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    SalesFile sales = SalesFile.of(TableFile.of("sales.csv", bytes, mapping.format()), mapping);
    sold = new TreeMap<>();
    for (SoldLine line : sales.lines()) {
      if (line.hold().isEmpty() && line.totalMinor() != 0) {
        sold.merge(
            line.day() + "|" + line.device() + "|" + line.site(), line.totalMinor(), Long::sum);
      }
    }
    AgreementFile agreement = AgreementFile.read(EXAMPLES.resolve("agreement.json"));
    Trial trial = new Trial(mapping, sales, agreement, ZoneId.of("America/New_York"));
    return trial.run(Files.createDirectory(folder.resolve(name)), progress -> {});
  }
}
