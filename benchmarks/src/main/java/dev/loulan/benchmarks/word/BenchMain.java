package dev.loulan.benchmarks.word;

import dev.loulan.cli.WordRunner;

/** {@code ./loulan bench}. */
public final class BenchMain {
  private BenchMain() {}

  public static void main(String... args) {
    System.exit(WordRunner.run(new BenchWord(), BenchTexts.BUNDLE, args));
  }
}
