package dev.loulan.cli.demo;

import dev.loulan.cli.line.BrokerWord;
import dev.loulan.cli.line.JournalView;
import dev.loulan.cli.line.LedgerWord;
import dev.loulan.cli.line.Line;
import dev.loulan.cli.line.LineOptions;
import dev.loulan.cli.line.ShelfSetup;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.cli.process.Installation;
import dev.loulan.cli.statement.Statement;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.text.Retelling;
import dev.loulan.journal.verify.Fault;
import dev.loulan.journal.verify.Verification;
import dev.loulan.testkit.sim.DemoShelf;
import dev.loulan.testkit.sim.DemoTerms;
import dev.loulan.testkit.sim.Pacer;
import dev.loulan.testkit.sim.ShelfDay;
import dev.loulan.testkit.sim.ShelfSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs server, agent, broker and a simulated shelf on this machine. */
@Command(name = "demo", mixinStandardHelpOptions = true)
public final class DemoWord implements Callable<Integer> {
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 2);
  // Live, a day is its last hour: then its end and its settlement are seen, too.
  private static final LocalTime LIVE_FROM = LocalTime.of(23, 0);

  @Option(names = "--once", descriptionKey = "demo.once")
  private boolean once;

  @Option(names = "--seed", defaultValue = "1", descriptionKey = "demo.seed")
  private long seed;

  @Option(names = "--sessions", defaultValue = "40", descriptionKey = "demo.sessions")
  private int sessions;

  @Option(names = "--speed", defaultValue = "4", descriptionKey = "demo.speed")
  private double speed;

  @Option(names = "--port", defaultValue = "0", descriptionKey = "demo.port")
  private int port;

  @Option(names = "--data", paramLabel = "FOLDER", descriptionKey = "demo.data")
  private @Nullable Path data;

  @Mixin private BrokerWord broker;
  @Mixin private LedgerWord ledger;
  @Mixin private Output output;

  private final DemoShelf shelf = DemoShelf.standard();
  private final DemoTerms terms = DemoTerms.standard();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (sessions < 0 || sessions > 800 || !(speed > 0 && speed <= 1_000)) {
      throw Failure.usage("demo.outOfRange");
    }
    LineOptions options =
        new LineOptions(Installation.find(), workFolder(), broker.choice(), port, ledger.fabric());
    ShelfSetup setup = DemoSetup.of(shelf, terms, FIRST_DAY, seed);
    try (Line line = Line.start(options, setup, output)) {
      return once ? oneDay(line, options) : live(line);
    }
  }

  private Path workFolder() throws IOException {
    if (data == null) {
      return Installation.find().newWorkFolder("demo");
    }
    Files.createDirectories(data);
    return data.toAbsolutePath().normalize();
  }

  private int oneDay(Line line, LineOptions options) throws IOException, InterruptedException {
    ShelfDay day = ShelfDay.businessDay(shelf, seed, FIRST_DAY, ZoneOffset.UTC, sessions);
    output.progress(Messages.text("demo.oneDay", FIRST_DAY, sessions));
    DayRun run = new DayRun(line, day, terms);
    long frames = run.feed(ShelfSimulator.Between.SPARSE, Pacer.max());
    Statement statement = run.settle();
    JournalView journal = new JournalView(options);
    Verification verification = journal.verify();
    line.watch().awaitSize(verification.size());
    statement.lines().forEach(output::line);
    output.result(json(statement, journal.json(verification), line.path(frames)));
    if (!statement.isConsistent() || statement.ledgerSales() != statement.sales()) {
      throw Failure.failed("statement.inconsistent");
    }
    if (!verification.sound()) {
      Fault first = verification.faults().getFirst();
      throw Failure.failed("replay.unsound", Retelling.here(first.code().name(), first.what()));
    }
    return 0;
  }

  private Map<String, @Nullable Object> json(
      Statement statement,
      Map<String, @Nullable Object> journal,
      Map<String, @Nullable Object> path) {
    return JsonText.object(
        "day", statement.day(),
        "sessions", sessions,
        "sales", statement.sales(),
        "reviews", statement.reviews(),
        "currency", statement.currency(),
        "gross", statement.gross(),
        "held", statement.held(),
        "shares", statement.sharesJson(),
        "journal", journal,
        "ledger", statement.ledgerJson(),
        "bill", statement.billJson(),
        "path", path);
  }

  private int live(Line line) throws IOException, InterruptedException {
    output.line(Messages.text("demo.page", line.page()));
    for (String account : List.of(terms.operator(), terms.host(), shelf.supplierId())) {
      Json body = new JsonObjectBuilder().text("account", account).build();
      String url = line.admin().post("/accounts/links", body).text("url");
      output.line(Messages.text("demo.link", account, url));
    }
    output.line(Messages.text("demo.stop"));
    for (LocalDate date = FIRST_DAY; ; date = date.plusDays(1)) {
      long begin = date.atTime(LIVE_FROM).toEpochSecond(ZoneOffset.UTC) * 1_000_000;
      ShelfDay day = ShelfDay.live(shelf, seed, ZoneOffset.UTC, begin);
      DayRun run = new DayRun(line, day, terms);
      run.feed(ShelfSimulator.Between.CONTINUOUS, Pacer.times(speed));
      run.settle().lines().forEach(output::line);
    }
  }
}
