package dev.loulan.cli;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import java.util.ResourceBundle;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one word of {@code ./loulan} and ends the process with its exit code. */
public final class Main {
  private Main() {}

  public static void main(String... args) {
    System.exit(run(args));
  }

  /** Runs a word and returns its exit code: 0 done, 1 not sound, 2 wrong usage, 3 machine. */
  static int run(String... args) {
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Loulan())
        .setResourceBundle(ResourceBundle.getBundle(Messages.BUNDLE))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(Main::wrongUsage)
        .setExecutionExceptionHandler(Main::failed);
  }

  private static int wrongUsage(ParameterException e, String... args) {
    String word = e.getCommandLine().getCommandSpec().qualifiedName();
    System.err.println(
        switch (e) {
          case MissingParameterException missing ->
              Messages.text("usage.missing", word, missing.getMessage());
          case UnmatchedArgumentException unmatched ->
              Messages.text("usage.unmatched", word, String.join(" ", unmatched.getUnmatched()));
          default -> Messages.text("usage.wrong", word, e.getMessage());
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
    System.err.println(Messages.text("failed.other", message == null ? e.toString() : message));
    return Failure.UNSOUND;
  }
}
