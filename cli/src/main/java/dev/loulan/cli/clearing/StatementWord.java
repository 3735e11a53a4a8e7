package dev.loulan.cli.clearing;

import dev.loulan.clearing.statement.Bundle;
import dev.loulan.clearing.statement.StatementCsv;
import dev.loulan.clearing.statement.StatementFont;
import dev.loulan.clearing.statement.StatementPdf;
import dev.loulan.clearing.statement.StatementVerifier;
import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.text.InputFile;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.cli.server.ClearingWords;
import dev.loulan.domain.text.Retelling;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be done with a party's statement, offline. */
@Command(
    name = "statement",
    mixinStandardHelpOptions = true,
    subcommands = {
      StatementWord.Verify.class,
      StatementWord.Print.class,
      ClearingWords.Fetch.class
    })
public final class StatementWord {

  private static Bundle read(Path file) {
    try {
      return Bundle.read(InputFile.utf8(file.toString(), InputFile.bytes(file)));
    } catch (InputException e) {
      throw Failure.of(Failure.USAGE, e);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(
          "statement.notOne", file, Retelling.here("MALFORMED", String.valueOf(e.getMessage())));
    }
  }

  /** Checks a statement and names each wrong line. */
  @Command(name = "verify", mixinStandardHelpOptions = true)
  static final class Verify implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", descriptionKey = "statement.file")
    private Path file;

    @Mixin private Output output;

    @Override
    public Integer call() {
      StatementVerifier.Verdict verdict = StatementVerifier.verify(read(file));
      output.line(
          verdict.sound()
              ? Messages.text("statement.sound", verdict.lines())
              : Messages.text("statement.unsound", verdict.faults().size(), verdict.lines()));
      verdict
          .faults()
          .forEach(fault ->
              output.line(
                  Messages.text(
                      "statement.fault", fault.line(), Retelling.here("STATEMENT", fault.what()))));
      output.result(
          JsonText.object(
              "sound",
              verdict.sound(),
              "lines",
              verdict.lines(),
              "faults",
              verdict.faults().stream()
                  .map(fault -> JsonText.object("line", fault.line(), "what", fault.what()))
                  .toList()));
      return verdict.sound() ? 0 : Failure.UNSOUND;
    }
  }

  /** Writes a statement for people. */
  @Command(name = "print", mixinStandardHelpOptions = true)
  static final class Print implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", descriptionKey = "statement.file")
    private Path file;

    @Option(names = "--out", paramLabel = "FILE", required = true, descriptionKey = "statement.out")
    private Path out;

    @Option(names = "--language", paramLabel = "en|zh", descriptionKey = "statement.language")
    private @Nullable String language;

    @Option(names = "--font", paramLabel = "FILE", descriptionKey = "statement.font")
    private @Nullable Path font;

    @Mixin private Output output;

    @Override
    public Integer call() {
      Bundle bundle = read(file);
      try {
        if (out.toString().endsWith(".csv")) {
          Files.writeString(out, StatementCsv.of(bundle));
        } else if (out.toString().endsWith(".pdf")) {
          pdf(bundle);
        } else {
          throw Failure.usage("statement.kind", out);
        }
      } catch (IOException e) {
        throw Failure.of(Failure.USAGE, e);
      }
      output.done(Messages.text("statement.printed", out));
      return 0;
    }

    private void pdf(Bundle bundle) throws IOException {
      Locale wanted = language == null ? Locale.getDefault() : Locale.of(language);
      Path chosen =
          font != null
              ? font
              : StatementFont.find(wanted).orElseThrow(() -> Failure.machine("statement.noFont"));
      try (OutputStream stream = Files.newOutputStream(out)) {
        StatementPdf.write(bundle, wanted, chosen, stream);
      }
    }
  }
}
