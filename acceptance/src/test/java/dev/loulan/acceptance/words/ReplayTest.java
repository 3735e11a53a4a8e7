package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recording of a whole shop through the whole line. */
class ReplayTest {
  private static final String WATER = "071142008582";

  @TempDir private Path folder;

  @Test
  void receipt_and_journal_are_the_true_ones_on_either_broker_and_at_any_speed() {
    Path shop = Replay.shop();
    Replay embedded =
        Replay.of(shop, folder.resolve("a"), "--speed", "max", "--broker", "embedded");
    assertThat(embedded.receipt()).isEqualTo(Map.of(WATER, 1));
    assertThat(embedded.shelvesWithEvents()).containsExactly("1/s5");
    assertThat(embedded.gaps()).isZero();
    assertThat(embedded.items("review")).isEmpty();
    hasTheShapeOfTheContract(embedded.json());

    Replay live = Replay.of(shop, folder.resolve("b"), "--broker", "embedded");
    assertThat(live.journal()).isEqualTo(embedded.journal());
    assertThat(live.receipt()).isEqualTo(embedded.receipt());
    assertThat(live.gaps()).isZero();
  }

  @Test
  void mosquitto_and_the_embedded_broker_give_the_same_journal() {
    ProjectFolder.needed(isInstalled("mosquitto"), "Mosquitto is not installed");
    Path shop = Replay.shop();
    Replay mosquitto =
        Replay.of(shop, folder.resolve("a"), "--speed", "max", "--broker", "mosquitto");
    Replay embedded =
        Replay.of(shop, folder.resolve("b"), "--speed", "max", "--broker", "embedded");
    assertThat(mosquitto.journal()).isEqualTo(embedded.journal());
    assertThat(mosquitto.receipt()).isEqualTo(Map.of(WATER, 1));
    assertThat(mosquitto.gaps()).isZero();
    assertThat(mosquitto.json().at("/path/pids").size()).isEqualTo(4);
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

  private static boolean isInstalled(String program) {
    List<Path> places = new ArrayList<>(List.of(Path.of("/usr/sbin"), Path.of("/usr/local/sbin")));
    for (String place : System.getenv("PATH").split(":", -1)) {
      places.add(Path.of(place));
    }
    return places.stream().anyMatch(place -> Files.isExecutable(place.resolve(program)));
  }
}
