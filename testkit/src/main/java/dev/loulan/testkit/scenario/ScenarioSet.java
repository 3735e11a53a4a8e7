package dev.loulan.testkit.scenario;

import dev.loulan.testkit.chance.Chance;

/**
 * The scenario set: a seed gives a session, and which scenario it is follows the shares of {@code
 * scenarios.properties}.
 *
 * <pre>{@code
 * ScenarioSet set = new ScenarioSet();
 * ScenarioSession session = set.session(seed);
 * SessionSamples.play(session, set.noiseTimes(NoiseLevel.MIDDLE), set.hertz(), FITTED, sink);
 * }</pre>
 */
public final class ScenarioSet {
  private final ScenarioParameters parameters = new ScenarioParameters();

  /** The session of a seed. */
  public ScenarioSession session(long seed) {
    double left = Chance.of(seed, 1).unit() * 1000;
    Scenario chosen = Scenario.PLAIN_TAKE;
    for (Scenario scenario : Scenario.values()) {
      double share = parameters.number("share." + scenario.key());
      if (left >= 0 && left < share) {
        chosen = scenario;
      }
      left -= share;
    }
    return session(chosen, seed);
  }

  /** A session of one scenario. */
  public ScenarioSession session(Scenario scenario, long seed) {
    return new ScenarioScript(parameters, scenario, seed).session();
  }

  /** Multiple of the recorded noise. */
  public double noiseTimes(NoiseLevel level) {
    return parameters.number("noise." + level.key());
  }

  /** Samples a second. */
  public double hertz() {
    return parameters.number("rate.hertz");
  }

  /** Samples a second where the time to a decision is measured. */
  public double latencyHertz() {
    return parameters.number("rate.latencyHertz");
  }
}
