package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recording of a whole shop through the whole line. */
class ReplayTest {
  private static final String WATER = "071142008582";

  @TempDir private Path folder;

  @Test
  void receipt_and_journal_are_the_true_ones_on_either_broker_at_real_time_and_at_full_speed() {
    Replay full = replay("embedded", "max");
    assertThat(full.receipt()).isEqualTo(Map.of(WATER, 1));
    assertThat(full.shelvesWithEvents()).containsExactly("1/s5");
    assertThat(full.items("review")).isEmpty();
    assertThat(full.gaps()).isZero();
    hasTheShapeOfTheContract(full.json());
    isTheSame(full, replay("embedded", "1"));
    var _ = Needs.program("mosquitto", "mosquitto");
    Replay mosquitto = replay("mosquitto", "max");
    isTheSame(full, mosquitto);
    assertThat(mosquitto.json().at("/path/pids").size()).isEqualTo(4);
    isTheSame(full, replay("mosquitto", "1"));
  }

  private Replay replay(String broker, String speed) {
    Path out = folder.resolve(broker + "-" + speed);
    return Replay.of(Replay.shop(), out, "--speed", speed, "--broker", broker);
  }

  /** Every leaf is the same, and not one sample was lost on the way. */
  private static void isTheSame(Replay expected, Replay found) {
    assertThat(found.journal()).isEqualTo(expected.journal());
    assertThat(found.receipt()).isEqualTo(expected.receipt());
    assertThat(found.gaps()).isZero();
    assertThat(found.json().at("/path/frames")).isEqualTo(expected.json().at("/path/frames"));
  }

  @Test
  void receipt_follows_a_permuted_planogram() {
    EditedRecording copy = EditedRecording.copy(Replay.shop(), folder);
    // The labels of two products change places in both files: same weights, same plates.
    String other = "041508600811";
    copy.edit("planogram.csv", lines -> lines.stream().map(l -> swapped(l, other)).toList());
    copy.edit("products.csv", lines -> lines.stream().map(l -> swapped(l, other)).toList());
    Replay replay = Replay.of(folder, folder.resolve("out"), "--speed", "max");
    assertThat(replay.receipt()).isEqualTo(Map.of(other, 1));
  }

  @Test
  void two_made_up_takes_give_three_lines() {
    EditedRecording copy = EditedRecording.copy(Replay.shop(), folder);
    copy.take(4, "s6p8", "369.5", 300);
    // The second stood on two plates.
    copy.take(1, "s5p4", "500.0", 480);
    copy.take(1, "s5p5", "314.0", 480);
    Replay replay = Replay.of(folder, folder.resolve("out"), "--speed", "max");
    assertThat(replay.receipt()).isEqualTo(Map.of(WATER, 1, "073360771071", 1, "041508600811", 1));
    assertThat(replay.gaps()).isZero();
    assertThat(replay.json().at("/settlement/gross").longValue()).isEqualTo(3);
  }

  @Test
  void a_recording_that_counts_from_zero_with_blanks_and_another_line_end_is_read_as_well()
      throws IOException {
    StringBuilder rows = new StringBuilder("\uFEFFunix_s,s1p1,s1p2\r\n");
    for (int row = 0; row < 480; row++) {
      String first = row == 100 ? "NaN" : row < 240 ? "1500.0" : "1250.0";
      rows.append(BigDecimal.valueOf(row * 5L, 2)).append(',').append(first).append(',');
      rows.append(row == 300 ? "" : "800.0").append("\r\n");
    }
    Files.writeString(folder.resolve("gondola1.csv"), rows.toString());
    Files.writeString(
        folder.resolve("products.csv"),
        "gtin,name,unit_weight_g,price\r\n4006381333931,\"Pen, blue\",250,100\r\n");
    Files.writeString(
        folder.resolve("planogram.csv"),
        "gtin,positions_gondola.shelf.plate\r\n4006381333931,1.1.1\r\n");
    Replay replay = Replay.of(folder, folder.resolve("out"), "--speed", "max");
    assertThat(replay.receipt()).isEqualTo(Map.of("4006381333931", 1));
    assertThat(replay.json().at("/settlement/day").textValue()).isEqualTo("1970-01-01");
  }

  @Test
  void a_frame_lost_during_the_take_makes_a_gap_and_never_a_sale() throws IOException {
    Path out = folder.resolve("out");
    Replay sound = Replay.of(Replay.shop(), out, "--speed", "max");
    JsonNode take = sound.items("events").getFirst();
    double begin = take.required("begin").decimalValue().doubleValue();
    long sequence = sequenceAt(begin);
    String lost = "1:" + sequence;
    Replay replay =
        Replay.of(Replay.shop(), folder.resolve("lost"), "--speed", "max", "--drop", lost);
    assertThat(replay.gaps()).isEqualTo(1);
    assertThat(replay.receipt()).as("the plate is unknown").isEmpty();
    assertThat(replay.items("review")).isNotEmpty();
    assertThat(replay.items("events"))
        .anyMatch(event -> event.required("kind").textValue().equals("unknown"));
  }

  @Test
  void a_frame_lost_on_another_board_leaves_the_true_receipt() {
    Replay replay =
        Replay.of(Replay.shop(), folder.resolve("out"), "--speed", "max", "--drop", "3:100");
    assertThat(replay.gaps()).isEqualTo(1);
    assertThat(replay.receipt()).isEqualTo(Map.of(WATER, 1));
  }

  private static void hasTheShapeOfTheContract(JsonNode json) {
    JsonNode line = json.at("/receipt/0");
    assertThat(line.required("confidence").decimalValue().doubleValue()).isBetween(0.9, 1.0);
    assertThat(line.required("amount").isIntegralNumber()).isTrue();
    assertThat(line.required("evidence").isEmpty()).isFalse();
    JsonNode event = json.at("/events/0");
    assertThat(event.required("gondola").isTextual()).isTrue();
    assertThat(event.required("begin").isNumber()).isTrue();
    assertThat(event.required("end").isNumber()).isTrue();
    assertThat(event.required("grams").decimalValue().doubleValue()).isBetween(-630.0, -615.0);
    assertThat(event.required("sigma").isNumber()).isTrue();
    assertThat(event.required("kind").textValue()).isEqualTo("take");
    JsonNode settlement = json.required("settlement");
    assertThat(settlement.required("currency").textValue()).isEqualTo("USD");
    long shares =
        StreamSupport.stream(settlement.required("shares").spliterator(), false)
            .mapToLong(share -> share.required("amount").longValue())
            .sum();
    assertThat(shares).isEqualTo(settlement.required("gross").longValue()).isEqualTo(1);
    JsonNode path = json.required("path");
    assertThat(path.required("frames").longValue()).isGreaterThanOrEqualTo(800);
    assertThat(path.required("messages").longValue()).isGreaterThanOrEqualTo(800);
    assertThat(path.required("segments").longValue()).isPositive();
  }

  private static String swapped(String line, String other) {
    if (line.startsWith(WATER + ",")) {
      return other + line.substring(WATER.length());
    }
    return line.startsWith(other + ",") ? WATER + line.substring(other.length()) : line;
  }

  /** Frames hold 80 ms at 60 Hz, five samples; the first has sequence 1. */
  private static long sequenceAt(double seconds) {
    return (long) ((seconds - 1_587_531_996.859) * 60 / 5) + 2;
  }
}
