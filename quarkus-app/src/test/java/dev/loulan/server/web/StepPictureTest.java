package dev.loulan.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.server.web.Figures.StepRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepPictureTest {
  private static final long NOON = 1_790_000_000_000_000L;

  @Test
  void each_plate_is_drawn_from_step_to_step() {
    String svg =
        StepPicture.svg(
            "Sale 12",
            List.of(step(List.of("b1/1"), 0, -343_200), step(List.of("b1/1"), 4, 343_100)),
            List.of("1 × Cola <b>"));
    assertThat(svg).startsWith("<svg").contains("Sale 12", "-343.2 ± 0.4 g", "343.1 ± 0.4 g");
    assertThat(svg).contains("1 × Cola &lt;b&gt;").containsOnlyOnce("<polyline");
    // From the first second before to the last one after: two corners for each step between.
    assertThat(svg.split("points=\"", -1)[1].split("\"", -1)[0].strip().split(" ", -1)).hasSize(6);
  }

  @Test
  void plates_that_share_a_step_show_the_step_and_no_weight_of_their_own() {
    String svg =
        StepPicture.svg("Sale 12", List.of(step(List.of("b1/1", "b1/2"), 0, -90_000)), List.of());
    assertThat(svg).contains("b1/1", "b1/2", "-90.0 ± 0.4 g").doesNotContain("<polyline");
  }

  @Test
  void without_a_step_there_is_no_picture() {
    assertThat(StepPicture.svg("Sale 12", List.of(), List.of("nothing"))).isEmpty();
  }

  private static StepRecord step(List<String> plates, long second, long deltaMg) {
    long begin = NOON + second * 1_000_000;
    return new StepRecord(plates, begin, begin + 600_000, deltaMg, 410, "");
  }
}
