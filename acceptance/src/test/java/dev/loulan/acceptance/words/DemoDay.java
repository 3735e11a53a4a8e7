package dev.loulan.acceptance.words;

import java.nio.file.Path;

/** One simulated business day, cleared, as {@code demo --once --json} makes it. */
final class DemoDay {
  static final long SEED = 11;

  private DemoDay() {}

  /** The word that makes the day below a folder that is not there yet. */
  static Loulan word(Path data, int sessions, String broker) {
    return Loulan.word(
        "demo",
        "--once",
        "--json",
        "--seed",
        SEED,
        "--sessions",
        sessions,
        "--broker",
        broker,
        "--data",
        data);
  }
}
