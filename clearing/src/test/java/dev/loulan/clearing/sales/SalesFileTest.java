package dev.loulan.clearing.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.clearing.table.TableFile;
import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.yaml.Settings;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesFileTest {
  private static final String MAPPING =
      """
      currency: USD
      provider: telemetry
      dates: M/d/yyyy
      columns:
        device: D
        site: S
        product: P
        transaction: T
        day: Sold
        billDay: Billed
        tender: How
        quantity: Q
        unitPrice: U
        lineTotal: L
        transactionTotal: Sum
      cash: [Cash]
      hold:
        - {kind: unlinked, column: Status, values: [Unlinked]}
      """;
  private static final String HEADER = "Status,D,S,P,T,Sold,Billed,How,Q,U,L,Sum\n";
  private static final String FIRST = "ok,m1,Lobby,Cola,1,1/2/2022,1/3/2022,Cash,2,1.25,2.5,3.5\n";
  private static final String SECOND = "ok,m1,Lobby,Nuts,1,1/2/2022,1/3/2022,Cash,1,1,1,3.5\n";

  @Test
  void reads_lines_with_their_place_amounts_and_days() {
    List<SoldLine> lines = read(HEADER + FIRST + SECOND).lines();
    assertThat(lines).hasSize(2);
    SoldLine first = lines.getFirst();
    assertThat(first.line()).isEqualTo(2);
    assertThat(first.totalMinor()).isEqualTo(250);
    assertThat(first.quantity()).isEqualTo(2);
    assertThat(first.cash()).isTrue();
    assertThat(first.billDay().orElseThrow()).isEqualTo("2022-01-03");
    assertThat(first.hold()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                   | line                                                    | held as
          ok/sale                  | ok,m1,L,Cola,1,1/2/2022,1/3/2022,Card,2,1.25,2.50,2.5   |
          ok/whole units           | ok,m1,L,Cola,1,1/2/2022,1/3/2022,Card,2.0,1.25,2.5,2.5  |
          fail/unlinked            | Unlinked,m1,L,Cola,1,1/2/2022,1/3/2022,Card,1,1,1,1     | unlinked
          fail/unlinked, alone     | Unlinked,,,,,1/2/2022,,,,,1,                            | unlinked
          fail/unlinked, no price  | Unlinked,m1,L,,1,1/2/2022,1/3/2022,Card,,,1,1           | unlinked
          fail/no product          | ok,m1,L,,1,1/2/2022,1/3/2022,Card,1,1,1,1               | noProduct
          fail/other total         | ok,m1,L,Cola,1,1/2/2022,1/3/2022,Card,2,1.25,2.51,2.51  | totalDiffers
          fail/no price            | ok,m1,L,Cola,1,1/2/2022,1/3/2022,Card,1,,1,1            | totalDiffers
          fail/no units            | ok,m1,L,Cola,1,1/2/2022,1/3/2022,Card,0,1,0,0           | totalDiffers
          fail/money back          | ok,m1,L,Cola,1,1/2/2022,1/3/2022,Card,-1,1,-1,-1        | refund
          """)
  void holds_a_line_that_cannot_be_a_sale(String name, String line, String held) {
    assertThat(read(HEADER + line + "\n").lines().getFirst().hold().orElse(null)).isEqualTo(held);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case             | file after the header                                  | names
          fail/grouped       | ok,m1,L,C,1,1/2/2022,1/3/2022,C,1,1,'1,000.00',1        | table.fields
          fail/quoted group  | ok,m1,L,C,1,1/2/2022,1/3/2022,C,1,1,"1,000.00",1        | table.thousands
          fail/word          | ok,m1,L,C,1,1/2/2022,1/3/2022,C,1,1,one,1               | table.number
          fail/exponent      | ok,m1,L,C,1,1/2/2022,1/3/2022,C,1,1,1e2,1               | table.number
          fail/mills         | ok,m1,L,C,1,1/2/2022,1/3/2022,C,1,1,1.005,1             | table.decimals
          fail/blank total   | ok,m1,L,C,1,1/2/2022,1/3/2022,C,1,1,,1                  | table.blank
          fail/no device     | ok,,L,C,1,1/2/2022,1/3/2022,C,1,1,1,1                   | table.blank
          fail/no such day   | ok,m1,L,C,1,2/30/2022,1/3/2022,C,1,1,1,1                | table.date
          fail/two-digit year| ok,m1,L,C,1,1/2/22,1/3/2022,C,1,1,1,1                   | table.date
          fail/cut in field  | ok,m1,L,C,1,1/2/2022,1/3/20                             | table.fields
          fail/cut in sum    | ok,m1,L,C,1,1/2/2022,1/3/2022,C,1,1,1,2                 | sales.total
          fail/too large     | ok,m1,L,C,1,1/2/2022,1/3/2022,C,1,1,10000000000,1       | table.tooLarge
          fail/far too large | ok,m1,L,C,1,1/2/2022,1/3/2022,C,1,1,99999999999999999,1 | table.tooLarge
          fail/open quote    | ok,m1,L,"C,1,1/2/2022,1/3/2022,C,1,1,1,1                | table.quote
          """)
  void a_wrong_file_is_refused_with_file_line_and_column(String name, String rest, String key) {
    assertThatThrownBy(() -> read(HEADER + rest))
        .isInstanceOfSatisfying(
            InputException.class,
            e -> {
              assertThat(e.key()).isEqualTo(key);
              assertThat(e.getMessage()).startsWith("sales.csv, line 2");
            });
  }

  @ParameterizedTest(name = "column {0}")
  @CsvSource({"2, D", "3, S", "4, P", "5, T"})
  void a_name_that_no_journal_would_take_is_refused_before_anything_is_written(
      int column, String name) {
    String[] fields = FIRST.split(",", -1);
    fields[column - 1] = "x".repeat(97);
    assertThatThrownBy(() -> read(HEADER + String.join(",", fields)))
        .isInstanceOfSatisfying(
            InputException.class,
            e -> {
              assertThat(e.key()).isEqualTo("table.tooLong");
              assertThat(e.getMessage()).contains("line 2, column " + column + " (" + name + ")");
            });
  }

  @Test
  void a_file_joined_to_itself_is_refused_with_or_without_its_header() {
    String once = HEADER + FIRST + SECOND;
    assertRefused(once + once, "table.repeated", 4);
    assertRefused(once + FIRST + SECOND, "sales.total", 2);
    assertRefused(HEADER + FIRST, "sales.total", 2);
  }

  @Test
  void another_encoding_or_a_byte_order_mark_is_refused_unless_the_mapping_allows_it() {
    String text = HEADER + FIRST.replace("Cola", "可乐") + SECOND;
    byte[] gbk = text.getBytes(Charset.forName("GBK"));
    assertThatThrownBy(() -> read(gbk, MAPPING))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.key()).isEqualTo("table.encoding"))
        .hasMessageContaining("line 2, column 13");
    assertThat(read(gbk, MAPPING + "encoding: GBK\n").lines().getFirst().product()).isEqualTo("可乐");
    byte[] marked = ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> read(marked, MAPPING))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.key()).isEqualTo("table.mark"));
    assertThat(read(marked, MAPPING + "byteOrderMark: true\n").lines()).hasSize(2);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          fail/unknown currency | currency: USD      | currency: XQQ      | mapping.currency | 1
          fail/missing column   | device: D          | device: Dev        | table.columnMissing | 1
          fail/unknown field    | device: D          | gadget: D          | yaml.unknown     | 5
          fail/open quote       | provider: telemetry | provider: "tel   | yaml.syntax      | 19
          fail/pattern of dates | dates: M/d/yyyy    | dates: bbb         | mapping.dates    | 3
          """)
  void a_wrong_mapping_is_refused(String name, String right, String wrong, String key, long line) {
    String mapping = MAPPING.replace(right, wrong);
    assertThatThrownBy(() -> read((HEADER + FIRST).getBytes(StandardCharsets.UTF_8), mapping))
        .isInstanceOfSatisfying(
            InputException.class,
            e -> {
              assertThat(e.key()).isEqualTo(key);
              assertThat(e.place().line()).isEqualTo(line);
            });
  }

  private static void assertRefused(String text, String key, long line) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            InputException.class,
            e -> {
              assertThat(e.key()).isEqualTo(key);
              assertThat(e.place().line()).isEqualTo(line);
            });
  }

  private static SalesFile read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8), MAPPING);
  }

  private static SalesFile read(byte[] bytes, String mappingText) {
    SalesMapping mapping = SalesMapping.of(Settings.of("mapping.yaml", mappingText));
    return SalesFile.of(TableFile.of("sales.csv", bytes, mapping.format()), mapping);
  }
}
