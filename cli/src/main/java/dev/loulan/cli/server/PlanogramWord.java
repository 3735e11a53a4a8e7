package dev.loulan.cli.server;

import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.cli.shelf.ShelfDocuments;
import dev.loulan.cli.shelf.ShelfFiles;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.planogram.LoadedPlanogram;
import dev.loulan.domain.planogram.Planogram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Planograms: checked anywhere, signed and pushed by the operator. */
@Command(
    name = "planogram",
    mixinStandardHelpOptions = true,
    subcommands = {PlanogramWord.Check.class, PlanogramWord.Push.class})
public final class PlanogramWord {

  @Command(name = "check", mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", descriptionKey = "planogram.file")
    private Path file;

    @Mixin private Output output;

    @Override
    public Integer call() {
      output.done(say(ShelfFiles.read(file), output));
      return 0;
    }
  }

  @Command(name = "push", mixinStandardHelpOptions = true)
  static final class Push extends ServerWord {
    @Parameters(paramLabel = "FILE", descriptionKey = "planogram.file")
    private Path file;

    @Option(names = "--supplier", required = true, descriptionKey = "planogram.supplier")
    private String supplier;

    @Option(names = "--tax", defaultValue = "0", descriptionKey = "planogram.tax")
    private int taxBp;

    @Option(names = "--from", defaultValue = "now", descriptionKey = "document.from")
    private String from;

    @Option(names = "--with-prices", descriptionKey = "planogram.withPrices")
    private boolean withPrices;

    @Option(names = "--currency", defaultValue = "USD", descriptionKey = "device.currency")
    private String currency;

    @Mixin private DocumentOptions document;

    private LoadedPlanogram loaded = ShelfFiles.none();

    @Override
    void check() {
      loaded = ShelfFiles.read(file);
      document.check(from);
    }

    @Override
    void with(AdminClient client) {
      List<String> done = new ArrayList<>();
      done.add(say(loaded, output()));
      Json content = ShelfDocuments.planogram(loaded.planogram(), supplier, taxBp);
      done.add(document.push(client, "planogram", from, content));
      if (withPrices) {
        Json prices = ShelfDocuments.prices(loaded.planogram(), currency);
        done.add(document.push(client, "prices", from, prices));
      }
      output().done(done.toArray(String[]::new));
    }
  }

  private static String say(LoadedPlanogram loaded, Output output) {
    ShelfFiles.sayDefects(loaded.defects(), output);
    Planogram planogram = loaded.planogram();
    return Messages.text(
        "planogram.sound",
        planogram.products().size(),
        planogram.places().size(),
        planogram.plates().size());
  }

  /** The word {@code price}. */
  @Command(name = "price", mixinStandardHelpOptions = true, subcommands = PushPrices.class)
  public static final class Price {}

  @Command(name = "push", mixinStandardHelpOptions = true)
  static final class PushPrices extends ServerWord {
    @Parameters(paramLabel = "FILE", descriptionKey = "price.file")
    private Path file;

    @Option(names = "--from", required = true, descriptionKey = "document.from")
    private String from;

    @Option(names = "--currency", defaultValue = "USD", descriptionKey = "device.currency")
    private String currency;

    @Mixin private DocumentOptions document;

    private LoadedPlanogram loaded = ShelfFiles.none();

    @Override
    void check() {
      loaded = ShelfFiles.read(file);
      document.check(from);
    }

    @Override
    void with(AdminClient client) {
      Json prices = ShelfDocuments.prices(loaded.planogram(), currency);
      output().done(document.push(client, "prices", from, prices));
    }
  }
}
