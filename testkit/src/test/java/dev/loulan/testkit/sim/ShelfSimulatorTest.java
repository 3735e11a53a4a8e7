package dev.loulan.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.FrameCodec;
import dev.loulan.domain.Gtin;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShelfSimulatorTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 16);
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DemoTerms TERMS = DemoTerms.standard();

  private static ShelfDay day(long seed, int sessions) {
    return ShelfDay.businessDay(DemoShelf.standard(), seed, DAY, ZONE, sessions);
  }

  private static List<Frame> run(ShelfDay day) throws Exception {
    List<Frame> frames = new ArrayList<>();
    new ShelfSimulator(day, TERMS, ShelfSimulator.Between.SPARSE)
        .run(
            frame -> {
              frames.add(frame.apply(frames.size() + 1L));
              return frames.size();
            },
            Pacer.max());
    return frames;
  }

  private static long atMicros(Frame frame) {
    return switch (frame) {
      case Frame.Samples samples -> samples.block().firstMicros();
      case Frame.Door door -> door.atMicros();
      case Frame.Scan scan -> scan.atMicros();
      case Frame.Tender tender -> tender.atMicros();
      case Frame.Alive alive -> alive.atMicros();
      case Frame.End end -> end.atMicros();
      case Frame.Hello _, Frame.Ack _, Frame.Refuse _ -> throw new AssertionError(frame);
    };
  }

  @Test
  void the_same_seed_gives_the_same_bytes_and_another_seed_others() throws Exception {
    int[] first =
        run(day(7, 5)).stream().mapToInt(f -> Arrays.hashCode(FrameCodec.encode(f))).toArray();
    int[] again =
        run(day(7, 5)).stream().mapToInt(f -> Arrays.hashCode(FrameCodec.encode(f))).toArray();
    int[] other =
        run(day(8, 5)).stream().mapToInt(f -> Arrays.hashCode(FrameCodec.encode(f))).toArray();
    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void a_day_runs_forward_opens_the_door_for_each_shopper_and_ends_after_midnight(long seed)
      throws Exception {
    ShelfDay day = day(seed, 30);
    List<Frame> frames = run(day);
    assertThat(frames.stream().map(ShelfSimulatorTest::atMicros)).isSorted();
    assertThat(frames.stream().filter(f -> f instanceof Frame.Door d && d.open())).hasSize(30);
    assertThat(frames.stream().filter(f -> f instanceof Frame.Door d && !d.open())).hasSize(30);
    assertThat(frames.stream().filter(f -> f instanceof Frame.Tender)).hasSize(30);
    assertThat(frames.getLast()).isInstanceOf(Frame.End.class);
    long midnight = DAY.plusDays(1).atStartOfDay(ZONE).toEpochSecond() * 1_000_000;
    assertThat(atMicros(frames.getLast())).isGreaterThan(midnight);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void what_left_the_plates_is_what_the_shoppers_are_said_to_have_taken(long seed)
      throws Exception {
    ShelfDay day = day(seed, 25);
    List<Frame> frames = run(day);
    var samples = frames.stream().filter(f -> f instanceof Frame.Samples).toList();
    long before = sumMg((Frame.Samples) samples.getFirst());
    long after = sumMg((Frame.Samples) samples.getLast());
    long taken = 0;
    for (Visit visit : day.visits()) {
      for (DemoProduct product : day.shelf().products()) {
        taken += visit.taken().getOrDefault(product.gtin(), 0) * product.unitWeightMg();
      }
    }
    // Spread between units, creep, drift and noise of eight plates; no unit is as light.
    assertThat(before - after).isCloseTo(taken, org.assertj.core.data.Offset.offset(45_000L));
    assertThat(taken).isPositive();
  }

  private static long sumMg(Frame.Samples samples) {
    long sum = 0;
    for (int plate = 0; plate < samples.block().plates(); plate++) {
      sum += samples.block().readingMg(0, plate);
    }
    return sum;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void the_bill_lacks_one_charged_session_and_differs_in_another(long seed) {
    ShelfDay day = day(seed, 20);
    ProviderBill bill = day.bill(TERMS);
    long matching =
        bill.lines().stream()
            .filter(line ->
                day.charged().stream()
                    .anyMatch(visit ->
                        visit.reference().equals(line.reference())
                            && visit.amountMinor() == line.amountMinor()))
            .count();
    assertThat(bill.lines()).hasSize(day.charged().size() - 1);
    assertThat(matching).isEqualTo(day.charged().size() - 2);
    assertThat(bill.missing()).isNotEqualTo(bill.differing());
    assertThat(bill.json().toString()).isNotEmpty();
  }

  @Test
  void the_demo_shelf_has_valid_numbers_and_a_plate_for_each_product() {
    DemoShelf shelf = DemoShelf.standard();
    assertThat(shelf.products()).extracting(DemoProduct::gtin).allMatch(Gtin::isValid);
    assertThat(shelf.planogram("1").plates()).hasSize(shelf.products().size());
    assertThat(shelf.plates()).startsWith("s1p1", "s1p2").hasSize(8);
  }

  @Test
  void a_watched_day_begins_within_seconds_and_never_runs_out_of_a_plate() {
    long begin = DAY.atStartOfDay(ZONE).toEpochSecond() * 1_000_000 + 123_456;
    ShelfDay day = ShelfDay.live(DemoShelf.standard(), 4, ZONE, begin);
    assertThat(day.visits().getFirst().openMicros() - begin).isBetween(0L, 15_000_000L);
    assertThat(day.visits()).hasSizeGreaterThan(200);
  }
}
