package dev.loulan.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loulan.simulation.shelf.StepErrors;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shipped distribution is what the detector does now; {@code sim --measure} makes it anew. */
class StepMeasurementTest {
  private final StepErrors now = StepMeasurement.measure(400);
  private final StepErrors shipped = StepErrors.shipped();

  @Test
  void no_move_goes_untold() {
    assertThat(now.missedPpm()).isZero();
    assertThat(shipped.missedPpm()).isZero();
    assertThat(now.unknownPpm()).isLessThan(2_000);
  }

  @Test
  void the_shipped_errors_uncertainties_and_delays_are_those_of_the_detector() {
    assertClose(now.errorsMg(), shipped.errorsMg(), 250);
    assertClose(now.sigmasMg(), shipped.sigmasMg(), 250);
    assertClose(now.latenciesMillis(), shipped.latenciesMillis(), 150);
  }

  /** The outermost tenths rest on too few moves here. */
  private static void assertClose(List<Long> measured, List<Long> shipped, long most) {
    for (int i = shipped.size() / 10; i < shipped.size() * 9 / 10; i++) {
      assertThat(measured.get(i)).as("quantile %d", i).isCloseTo(shipped.get(i), within(most));
    }
  }
}
