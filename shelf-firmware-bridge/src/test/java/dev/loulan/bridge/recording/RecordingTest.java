package dev.loulan.bridge.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.bridge.recording.RecordingException.ErrorCode;
import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingTest {
  @TempDir Path folder;

  @Test
  void what_is_written_is_read_again() throws RecordingException {
    List<PlateId> plates = List.of(PlateId.of("7", 1, 1), PlateId.of("7", 1, 2));
    Planogram planogram = planogram(plates);
    Path out = folder.resolve("session");
    try (RecordingWriter writer = new RecordingWriter(out, planogram)) {
      writer.door(1_000_000, true);
      writer.row("7", 1_234_567, plates, new int[] {-1_250, RecordedRow.MISSING});
      writer.row("7", 1_334_567, plates, new int[] {600_001, 0});
      writer.scan(1_400_000, "071142008582");
    }
    Recording recording = Recording.open(out, "v1");
    assertThat(recording.planogram().planogram()).isEqualTo(planogram);
    assertThat(recording.door()).containsExactly(new Recording.DoorRow(1_000_000, true));
    assertThat(recording.scans()).containsExactly(new Recording.ScanRow(1_400_000, "071142008582"));
    List<RecordedRow> rows = rows(recording);
    assertThat(rows).extracting(RecordedRow::atMicros).containsExactly(1_234_567L, 1_334_567L);
    assertThat(rows.getFirst().weightsMg()).containsExactly(-1_250, RecordedRow.MISSING);
    assertThat(rows.getLast().weightsMg()).containsExactly(600_001, 0);
  }

  @Test
  void nothing_that_exists_is_overwritten() throws RecordingException {
    Planogram planogram = planogram(List.of(PlateId.of("1", 1, 1)));
    new RecordingWriter(folder, planogram).close();
    refuses(() -> new RecordingWriter(folder, planogram), ErrorCode.FILE_EXISTS, "already holds");
  }

  @Test
  void rows_of_gondolas_are_merged_by_time_then_number() throws Exception {
    whole("unix_s,s1p1\n1.0,5\n3.0,5\n");
    write("gondola2.csv", "unix_s,s1p1\n1.0,6\n2.0,6\n");
    write("gondola10.csv", "unix_s,s1p1\n1.0,7\n");
    assertThat(rows(Recording.open(folder, "v")))
        .extracting(RecordedRow::board)
        .containsExactly("1", "2", "10", "2", "1");
  }

  @Test
  void missing_folder_file_and_gondola_are_named() throws Exception {
    Path none = folder.resolve("none");
    refuses(() -> Recording.open(none, "v"), ErrorCode.FILE_MISSING, "none");
    refuses(() -> Recording.open(folder, "v"), ErrorCode.FILE_MISSING, "no gondola1.csv");
    write("gondola1.csv", "unix_s,s1p1\n1.0,5\n");
    refuses(() -> Recording.open(folder, "v"), ErrorCode.FILE_MISSING, "products.csv");
  }

  @Test
  void unreadable_headers_are_named() throws Exception {
    whole("time,s1p1\n1.0,5\n");
    refuses(() -> Recording.open(folder, "v"), ErrorCode.HEADER_UNREADABLE, "must be unix_s");
    write("gondola1.csv", "unix_s,s1p1,s1p1\n1.0,5,5\n");
    refuses(() -> Recording.open(folder, "v"), ErrorCode.HEADER_UNREADABLE, "once");
    write("gondola1.csv", "");
    refuses(() -> Recording.open(folder, "v"), ErrorCode.HEADER_UNREADABLE, "no header");
    write("gondola1.csv", "unix_s,s1p1\n1.0,5\n");
    write("products.csv", "code,name\n");
    refuses(() -> Recording.open(folder, "v"), ErrorCode.HEADER_UNREADABLE, "no column 'gtin'");
  }

  @Test
  void time_that_runs_backwards_is_named_with_file_and_line() throws Exception {
    whole("unix_s,s1p1\n1.0,5\n2.0,5\n1.5,5\n");
    Recording recording = Recording.open(folder, "v");
    refuses(() -> rows(recording), ErrorCode.TIME_RUNS_BACKWARDS, "Line 4 of");
  }

  @Test
  void rows_with_too_few_fields_or_words_are_named() throws Exception {
    whole("unix_s,s1p1,s1p2\n1.0,5\n");
    refuses(() -> rows(Recording.open(folder, "v")), ErrorCode.ROW_UNREADABLE, "3 fields");
    write("gondola1.csv", "unix_s,s1p1,s1p2\n1.0,5,heavy\n");
    refuses(() -> rows(Recording.open(folder, "v")), ErrorCode.ROW_UNREADABLE, "'heavy'");
    write("gondola1.csv", "unix_s,s1p1,s1p2\nsoon,5,5\n");
    refuses(() -> rows(Recording.open(folder, "v")), ErrorCode.ROW_UNREADABLE, "time");
  }

  @Test
  void file_that_is_not_gzip_is_named() throws Exception {
    whole("unix_s,s1p1\n1.0,5\n");
    write("gondola2.csv.gz", "not packed");
    refuses(() -> Recording.open(folder, "v"), ErrorCode.FILE_UNREADABLE, "gondola2.csv.gz");
  }

  @Test
  void recorded_store_session_has_its_278_plates_and_its_known_dirt() throws Exception {
    Recording recording = Recording.open(Needs.data("aifi-plates-benchmark-1"), "v");
    assertThat(recording.boards().values().stream().mapToInt(List::size).sum()).isEqualTo(278);
    assertThat(rows(recording)).hasSize(4 * 1_032);
    assertThat(recording.planogram().defects().total()).isPositive();
  }

  @Test
  void weight_column_is_found_by_place_or_by_name() throws Exception {
    write("cell.csv", "t_ms,raw_g,other_kg\n-7000.5,6372.90,1\n16.7,,2\n");
    Path file = folder.resolve("cell.csv");
    try (WeightColumn column = new WeightColumn(file, null, null)) {
      assertThat(column.next()).isTrue();
      assertThat(column.atMicros()).isEqualTo(-7_000_500);
      assertThat(column.weightMg()).isEqualTo(6_372_900);
      assertThat(column.inOwnUnit(-7_000_500)).isEqualByComparingTo("-7000.5");
      assertThat(column.next()).isTrue();
      assertThat(column.weightMg()).isEqualTo(WeightColumn.MISSING);
      assertThat(column.next()).isFalse();
    }
    try (WeightColumn column = new WeightColumn(file, "t_ms", "other_kg")) {
      assertThat(column.next()).isTrue();
      assertThat(column.weightMg()).isEqualTo(1_000_000);
    }
    refuses(() -> new WeightColumn(file, null, "mass"), ErrorCode.HEADER_UNREADABLE, "'mass'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unix_s,cell1_counts,cell2_counts,weight_g | 3000
          unix_s_local,temp_c,rh_pct,mass           | 3000
          t_ms,weight,tare_g,other                  | 1000
          t_ms,weight,tare_g,weight_g               | 1000
          t_ms,a,b,c                                | 1000
          t_ms,a,b_g,c_g                            | 1000
          """)
  void weight_column_that_says_so_is_taken_where_the_second_does_not(String header, int mg)
      throws Exception {
    write("cell.csv", header + "\n0,1,2,3\n");
    try (WeightColumn column = new WeightColumn(folder.resolve("cell.csv"), null, null)) {
      assertThat(column.next()).isTrue();
      assertThat(column.weightMg()).isEqualTo(mg);
    }
  }

  private void whole(String gondola) throws IOException {
    write("gondola1.csv", gondola);
    write("products.csv", "gtin,name,unit_weight_g,price\n071142008582,\"Water, still\",600,100\n");
    write("planogram.csv", "gtin,positions_gondola.shelf.plate\n071142008582,1.1.1\n");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static List<RecordedRow> rows(Recording recording) throws RecordingException {
    List<RecordedRow> rows = new ArrayList<>();
    try (RowReader reader = recording.rows()) {
      for (RecordedRow row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static void refuses(ThrowingCallable action, ErrorCode code, String says) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(RecordingException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(says)
        .hasMessageEndingWith(".");
  }

  private static Planogram planogram(List<PlateId> plates) {
    Gtin gtin = new Gtin("071142008582");
    long weight = 621_670;
    Product product =
        new Product(gtin, "Water, still", weight, Product.assumedSpreadMg(weight), 100L);
    TreeMap<Gtin, Product> products = new TreeMap<>();
    products.put(gtin, product);
    TreeMap<Gtin, List<PlateId>> places = new TreeMap<>();
    places.put(gtin, plates);
    return new Planogram("v1", products, places);
  }
}
