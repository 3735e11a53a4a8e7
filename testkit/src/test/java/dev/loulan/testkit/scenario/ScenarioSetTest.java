package dev.loulan.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScenarioSetTest {
  private static final int SESSIONS = 4_000;
  private final ScenarioSet set = new ScenarioSet();

  @Test
  void a_fifth_of_the_sessions_has_a_rival_reading_within_two_sigma() {
    int rivals = 0;
    Set<Scenario> seen = EnumSet.noneOf(Scenario.class);
    for (long seed = 1; seed <= SESSIONS; seed++) {
      ScenarioSession session = set.session(seed);
      rivals += session.hasRival() ? 1 : 0;
      seen.add(session.scenario());
    }
    assertThat(rivals).isGreaterThanOrEqualTo(SESSIONS / 5);
    assertThat(seen).containsExactlyInAnyOrder(Scenario.values());
  }

  @Test
  void same_seed_gives_the_same_samples() {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(hash(seed)).as("seed %d", seed).isEqualTo(hash(seed));
    }
    assertThat(hash(1)).isNotEqualTo(hash(2));
  }

  @Test
  void truth_is_the_same_at_every_noise_level_and_the_plates_weigh_it() {
    for (Scenario scenario : EnumSet.complementOf(EnumSet.of(Scenario.REFILL_DURING_SESSION))) {
      ScenarioSession session = set.session(scenario, 7);
      double gone = -session.touches().stream().mapToLong(t -> t.deltaMg()).sum();
      double truth =
          session.shelf().goods().stream()
              .mapToDouble(g -> g.meanMg() * session.taken().getOrDefault(g.gtin(), 0))
              .sum();
      assertThat(gone).as("%s", scenario).isBetween(truth * 0.6 - 1, truth * 1.5 + 1);
    }
  }

  private long hash(long seed) {
    long[] hash = {17};
    SessionSamples.play(
        set.session(seed),
        set.noiseTimes(NoiseLevel.MIDDLE),
        set.hertz(),
        SessionSamples.FITTED,
        new SessionSamples.Sink() {
          @Override
          public void sample(int plate, long atMicros, int mg) {
            hash[0] = hash[0] * 31 + mg + plate;
          }

          @Override
          public void lost(long atMicros) {
            hash[0] = hash[0] * 31 + atMicros;
          }

          @Override
          public void reboot(long atMicros) {
            hash[0] = hash[0] * 31 - atMicros;
          }
        });
    return hash[0];
  }
}
