package dev.loulan.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.cli.output.JsonText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {
  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ≤ 1.15;      1.15; true
          ≤ 1.15;      1.16; false
          ≥ 1,000,000; 1e6;  true
          ≥ 1,000,000; 999999; false
          = 1;         1;    true
          = 1;         1.01; false
          ≤ 1/16;      0.0625; true
          ≤ 1/16;      0.07; false
          ≥ 15×;       15;   true
          """)
  void a_goal_says_whether_it_is_met(String goal, double value, boolean met) {
    assertThat(new Goal(goal).isMetBy(value)).isEqualTo(met);
  }

  @Test
  void refuses_a_goal_without_a_figure() {
    assertThatThrownBy(() -> new Goal("fast")).hasMessage("Not a goal: fast");
  }

  @Test
  void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
    assertThat(Summary.of(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(new Summary(2.5, 1, 4, 4));
  }

  @Test
  void prints_the_shape_that_other_programs_read() {
    Report report = new Report("x", new Machine("cpu", 2, 1024, "Linux", "25", 0.5));
    report.add(Row.of("case", "ours", "rate", "1/s", Summary.of(List.of(1.0, 2.0, 3.0))));
    report.add(Ratio.of("vs", "ours", "peer", Summary.of(List.of(0.5)), "≤ 0.4"));
    report.add(Ratio.notRun("other", "ours", "peer", "≥ 1", "not installed"));
    assertThat(JsonText.of(report.json()))
        .isEqualTo(
            "{\"name\":\"x\",\"machine\":{\"cpu\":\"cpu\",\"cores\":2,\"memoryMiB\":1024,"
                + "\"system\":\"Linux\",\"java\":\"25\",\"load\":0.5},"
                + "\"rows\":[{\"case\":\"case\",\"subject\":\"ours\",\"metric\":\"rate\",\"unit\":\"1/s\","
                + "\"median\":2,\"min\":1,\"max\":3,\"runs\":3}],"
                + "\"ratios\":[{\"metric\":\"vs\",\"ours\":\"ours\",\"peer\":\"peer\",\"value\":0.5,"
                + "\"min\":0.5,\"max\":0.5,\"goal\":\"≤ 0.4\",\"met\":false},"
                + "{\"metric\":\"other\",\"ours\":\"ours\",\"peer\":\"peer\",\"value\":null,"
                + "\"min\":null,\"max\":null,\"goal\":\"≥ 1\",\"met\":false,"
                + "\"reason\":\"not installed\"}]}");
  }
}
