package dev.loulan.cli.clearing;

import dev.loulan.clearing.agreement.AgreementFile;
import dev.loulan.clearing.sales.SalesFile;
import dev.loulan.clearing.sales.SalesMapping;
import dev.loulan.clearing.statement.Bundle;
import dev.loulan.clearing.statement.StatementCsv;
import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.trial.Cleared;
import dev.loulan.clearing.trial.Trial;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Output;
import dev.loulan.cli.process.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Clears a file of vending sales on a ledger of its own: journals, bills, settlement, cases. */
@Command(name = "clear", mixinStandardHelpOptions = true)
public final class ClearWord implements Callable<Integer> {
  @Parameters(paramLabel = "CSV", descriptionKey = "clear.csv")
  private Path csv;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      required = true,
      descriptionKey = "clear.mapping")
  private Path mapping;

  @Option(
      names = "--agreement",
      paramLabel = "FILE",
      required = true,
      descriptionKey = "clear.agreement")
  private Path agreement;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      descriptionKey = "clear.zone")
  private String zone;

  @Option(names = "--out", paramLabel = "FOLDER", descriptionKey = "clear.out")
  private @Nullable Path out;

  @Option(names = "--statements", descriptionKey = "clear.statements")
  private boolean statements;

  @Mixin private Output output;

  @Override
  public Integer call() {
    try {
      SalesMapping meaning = SalesMapping.read(mapping);
      SalesFile sales = SalesFile.read(csv, meaning);
      Trial trial = new Trial(meaning, sales, AgreementFile.read(agreement), zone());
      Path folder = folder();
      Cleared cleared =
          statements
              ? trial.run(folder, output::progress, bundle -> write(folder, bundle))
              : trial.run(folder, output::progress);
      return ClearedReport.show(cleared, output) ? 0 : Failure.UNSOUND;
    } catch (InputException e) {
      throw Failure.of(Failure.USAGE, e);
    }
  }

  private static void write(Path folder, Bundle bundle) {
    String name = bundle.period() + "-" + bundle.role() + "-" + bundle.partyId();
    try {
      Path statements = Files.createDirectories(folder.resolve("statements"));
      Files.writeString(statements.resolve(name + ".json"), bundle.json().text());
      Files.writeString(statements.resolve(name + ".csv"), StatementCsv.of(bundle));
    } catch (IOException e) {
      throw Failure.usage("file.unwritable", folder);
    }
  }

  private ZoneId zone() {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw Failure.usage("clear.badZone", zone);
    }
  }

  /** New or empty, so that no file is cleared twice into the same books. */
  private Path folder() {
    if (out == null) {
      return Installation.find().newWorkFolder("clear");
    }
    try {
      Files.createDirectories(out);
      try (Stream<Path> entries = Files.list(out)) {
        if (entries.findAny().isPresent()) {
          throw Failure.usage("clear.notEmpty", out);
        }
      }
      return out;
    } catch (IOException e) {
      throw Failure.usage("file.unwritable", out);
    }
  }
}
