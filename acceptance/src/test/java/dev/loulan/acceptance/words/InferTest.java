package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Steps in files of one load cell. */
class InferTest {
  @Test
  void a_load_that_only_dries_has_no_steps() {
    Path file = Needs.data("hx711-slow-drift/readings.csv.gz");
    JsonNode found =
        Loulan.word("infer", file, "--weight", "mass_g", "--json").run().exits(0).json();
    assertThat(found.required("steps")).isEmpty();
    assertThat(found.required("health").isArray()).isTrue();
  }

  @Test
  void every_labelled_event_of_a_shelf_is_found_and_no_other() throws IOException {
    Path folder = Needs.data("aim3s-shelf-recording");
    List<JsonNode> steps =
        items(
            Loulan.word("infer", folder.resolve("shelf2.csv.gz"), "--json")
                .run()
                .exits(0)
                .json()
                .required("steps"));
    List<JsonNode> truth =
        items(
            new ObjectMapper()
                .readTree(folder.resolve("shelf2_truth.json").toFile())
                .required("truth"));
    for (JsonNode event : truth) {
      double grams =
          steps.stream()
              .filter(step -> isPartOf(event, step))
              .mapToDouble(step -> step.required("grams").doubleValue())
              .sum();
      assertThat(grams)
          .as(event + " in " + steps)
          .isBetween(
              event.required("delta_g_measured_here").doubleValue() - 15,
              event.required("delta_g_measured_here").doubleValue() + 15);
    }
    assertThat(steps).allMatch(step -> truth.stream().anyMatch(event -> isPartOf(event, step)));
  }

  /** The middle of the step lies in what was labelled. */
  private static boolean isPartOf(JsonNode event, JsonNode step) {
    double middle = (step.required("begin").doubleValue() + step.required("end").doubleValue()) / 2;
    return middle >= event.required("begin_ms").doubleValue()
        && middle <= event.required("end_ms").doubleValue();
  }

  private static List<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
