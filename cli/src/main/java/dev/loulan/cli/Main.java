package dev.loulan.cli;

import dev.loulan.cli.output.Messages;

/** Runs one word of {@code ./loulan} and ends the process with its exit code. */
public final class Main {
  private Main() {}

  public static void main(String... args) {
    System.exit(WordRunner.run(new Loulan(), Messages.BUNDLE, args));
  }
}
