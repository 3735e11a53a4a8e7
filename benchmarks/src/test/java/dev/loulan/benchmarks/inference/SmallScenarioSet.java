package dev.loulan.benchmarks.inference;

import dev.loulan.testkit.scenario.NoiseLevel;
import dev.loulan.testkit.scenario.Scenario;
import dev.loulan.testkit.scenario.ScenarioSet;
import dev.loulan.testkit.scenario.SessionSamples;

/** As many sessions of each scenario as a build has time for. */
final class SmallScenarioSet {
  /** None of these is a seed of the bench, whose runs begin at ten millions. */
  private static final long FIRST_SEED = 1;

  private static final ScenarioSet SET = new ScenarioSet();

  private SmallScenarioSet() {}

  static Tally run(NoiseLevel level, int ofEach, SessionSamples.NoiseSource noise) {
    Tally tally = new Tally();
    for (Scenario scenario : Scenario.values()) {
      for (long seed = FIRST_SEED; seed < FIRST_SEED + ofEach; seed++) {
        var session = SET.session(scenario, seed);
        tally.add(session, ScenarioRun.of(session, SET.noiseTimes(level), SET.hertz(), noise));
      }
    }
    return tally;
  }

  /** A session of the bench, of whatever scenario its seed is. */
  static Tally one(NoiseLevel level, long seed) {
    Tally tally = new Tally();
    var session = SET.session(seed);
    tally.add(
        session,
        ScenarioRun.of(session, SET.noiseTimes(level), SET.hertz(), SessionSamples.FITTED));
    return tally;
  }
}
