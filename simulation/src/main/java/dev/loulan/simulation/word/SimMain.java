package dev.loulan.simulation.word;

import dev.loulan.cli.WordRunner;

/** {@code ./loulan sim}. */
public final class SimMain {
  private SimMain() {}

  public static void main(String... args) {
    System.exit(WordRunner.run(new SimWord(), SimTexts.BUNDLE, args));
  }
}
