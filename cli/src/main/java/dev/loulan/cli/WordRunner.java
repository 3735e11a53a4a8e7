package dev.loulan.cli;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.domain.text.Retelling;
import java.util.ResourceBundle;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs words so that a person reads one sentence when something is wrong, never a stack trace. */
public final class WordRunner {
  private WordRunner() {}

  /**
   * Runs a word and returns its exit code: 0 done, 1 not sound, 2 wrong usage, 3 machine.
   *
   * @param bundle base name of the texts of its {@code --help}
   */
  public static int run(Object word, String bundle, String... args) {
    return commandLine(word, bundle).execute(args);
  }

  static CommandLine commandLine(Object word, String bundle) {
    return new CommandLine(word)
        .setResourceBundle(ResourceBundle.getBundle(bundle))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(WordRunner::wrongUsage)
        .setExecutionExceptionHandler(WordRunner::failed);
  }

  private static int wrongUsage(ParameterException e, String... args) {
    String word = e.getCommandLine().getCommandSpec().qualifiedName();
    System.err.println(
        switch (e) {
          case MissingParameterException missing ->
              Messages.text(
                  "usage.missing",
                  word,
                  Retelling.here("USAGE", String.valueOf(missing.getMessage())));
          case UnmatchedArgumentException unmatched ->
              Messages.text("usage.unmatched", word, String.join(" ", unmatched.getUnmatched()));
          default ->
              Messages.text(
                  "usage.wrong", word, Retelling.here("USAGE", String.valueOf(e.getMessage())));
        });
    return Failure.USAGE;
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    if (e instanceof Failure failure) {
      System.err.println(failure.getMessage());
      return failure.exitCode();
    }
    if (System.getenv("LOULAN_TRACE") != null) {
      e.printStackTrace();
    }
    String message = e.getMessage();
    System.err.println(
        Messages.text(
            "failed.other", Retelling.here("", message == null ? e.toString() : message)));
    return Failure.UNSOUND;
  }
}
