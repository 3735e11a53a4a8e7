package dev.loulan.cli.replay;

import dev.loulan.bridge.client.BoardClient;
import dev.loulan.bridge.recording.RecordedRow;
import dev.loulan.bridge.recording.Recording;
import dev.loulan.bridge.recording.RecordingException;
import dev.loulan.bridge.recording.RowReader;
import dev.loulan.cli.line.BrokerWord;
import dev.loulan.cli.line.DayEnd;
import dev.loulan.cli.line.JournalView;
import dev.loulan.cli.line.LedgerWord;
import dev.loulan.cli.line.Line;
import dev.loulan.cli.line.LineOptions;
import dev.loulan.cli.line.ShelfSetup;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.cli.process.Installation;
import dev.loulan.cli.server.AgreementWord;
import dev.loulan.cli.shelf.ShelfDocuments;
import dev.loulan.cli.shelf.ShelfFiles;
import dev.loulan.cli.statement.Statement;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.text.Retelling;
import dev.loulan.journal.verify.Fault;
import dev.loulan.journal.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Lets a recorded session pass through bridge, broker, agent, journal, sync, contract, clearing.
 */
@Command(name = "replay", mixinStandardHelpOptions = true)
public final class ReplayWord implements Callable<Integer> {
  private static final String DEVICE = "replay-1";
  private static final long MICROS = 1_000_000;

  @Parameters(paramLabel = "DIR", descriptionKey = "replay.dir")
  private Path folder;

  @Option(names = "--speed", defaultValue = "1", descriptionKey = "replay.speed")
  private String speed;

  @Option(names = "--seed", defaultValue = "1", descriptionKey = "replay.seed")
  private long seed;

  @Option(names = "--out", paramLabel = "FOLDER", descriptionKey = "replay.out")
  private @Nullable Path out;

  @Option(names = "--agreement", paramLabel = "FILE", descriptionKey = "replay.agreement")
  private @Nullable Path agreement;

  @Option(names = "--zone", defaultValue = "UTC", descriptionKey = "device.zone")
  private String zone;

  @Option(names = "--currency", defaultValue = "USD", descriptionKey = "device.currency")
  private String currency;

  @Option(names = "--drop", paramLabel = "BOARD:SEQ", split = ",", descriptionKey = "replay.drop")
  private List<String> drops = new ArrayList<>();

  @Mixin private BrokerWord broker;
  @Mixin private LedgerWord ledger;
  @Mixin private Output output;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Speed pace = Speed.parse(speed);
    ZoneId zoneId = checked(zone, currency);
    try {
      Recording recording = Recording.open(folder, "1");
      Span span = checkRows(recording);
      ShelfFiles.sayDefects(recording.planogram().defects(), output);
      LocalDate day = Instant.EPOCH.plus(span.last, ChronoUnit.MICROS).atZone(zoneId).toLocalDate();
      if (day.isBefore(LocalDate.EPOCH)) {
        throw Failure.usage("replay.tooEarly", folder, zone);
      }
      LineOptions options =
          new LineOptions(Installation.find(), workFolder(), broker.choice(), 0, ledger.fabric());
      try (Line line = Line.start(options, setup(recording, span, day), output);
          BoardClient client = BoardClient.connect(line.bridge())) {
        feed(recording, client, pace, cutOff(day, zoneId));
        Statement statement = DayEnd.settle(line, day.toString());
        return finish(new JournalView(options), statement, line, client);
      }
    } catch (RecordingException e) {
      throw Failure.of(Failure.USAGE, e);
    }
  }

  private int finish(JournalView journal, Statement statement, Line line, BoardClient client)
      throws InterruptedException {
    Verification verification = journal.verify();
    line.watch().awaitSize(verification.size());
    ReplayResult result = new ReplayResult(journal, verification, statement, line, client);
    result.lines().forEach(output::line);
    output.result(result.json());
    if (!verification.sound()) {
      Fault first = verification.faults().getFirst();
      throw Failure.failed("replay.unsound", Retelling.here(first.code().name(), first.what()));
    }
    if (!statement.isConsistent()) {
      throw Failure.failed("statement.inconsistent");
    }
    return 0;
  }

  private static ZoneId checked(String zone, String currency) {
    try {
      Currency.getInstance(currency);
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw Failure.usage("replay.badZone", zone);
    } catch (IllegalArgumentException e) {
      throw Failure.usage("replay.badCurrency", currency);
    }
  }

  /** First and last time of a recording. */
  private record Span(long first, long last) {}

  /** Reads every row before anything is started, so that a bad one costs nothing. */
  private Span checkRows(Recording recording) throws RecordingException {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    try (RowReader rows = recording.rows()) {
      for (RecordedRow row = rows.next(); row != null; row = rows.next()) {
        first = Math.min(first, row.atMicros());
        last = row.atMicros();
      }
    }
    if (last == Long.MIN_VALUE) {
      throw Failure.usage("replay.empty", folder);
    }
    return new Span(first, last);
  }

  private Path workFolder() throws IOException {
    if (out == null) {
      return Installation.find().newWorkFolder("replay");
    }
    Files.createDirectories(out);
    try (Stream<Path> files = Files.list(out)) {
      if (files.findAny().isPresent()) {
        throw Failure.usage("replay.outNotEmpty", out);
      }
    }
    return out.toAbsolutePath().normalize();
  }

  private ShelfSetup setup(Recording recording, Span span, LocalDate day) {
    TermsDocument terms =
        agreement == null ? DefaultTerms.of(currency, day) : AgreementWord.terms(agreement);
    Planogram planogram = recording.planogram().planogram();
    String supplier = terms.terms().partyOf(ShareRole.SUPPLIER).partyId();
    // A recording may count from 0.
    Instant from = Instant.ofEpochSecond(Math.max(0, span.first / MICROS - 3_600));
    return new ShelfSetup(
        DEVICE,
        terms.terms().shelves().getFirst(),
        List.copyOf(recording.boards().keySet()),
        zone,
        "00:00",
        currency,
        recording.door().isEmpty(),
        terms,
        ShelfDocuments.planogram(planogram, supplier, 0),
        ShelfDocuments.prices(planogram, currency),
        from.toString(),
        seed);
  }

  private static long cutOff(LocalDate day, ZoneId zone) {
    Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
    return end.getEpochSecond() * MICROS;
  }

  private void feed(Recording recording, BoardClient client, Speed pace, long cutOffMicros)
      throws IOException, InterruptedException, RecordingException {
    RecordingFeed feed = new RecordingFeed(recording, client, pace, seed);
    for (String drop : drops) {
      LostFrame lost = LostFrame.parse(drop);
      feed.board(lost.board()).drop(lost.sequence());
    }
    output.progress(Messages.text("replay.sending", recording.boards().size()));
    long last = feed.sendRows();
    feed.end(Math.max(cutOffMicros, last) + MICROS);
    if (!feed.awaitConsumed(Duration.ofMinutes(2))) {
      throw Failure.failed("replay.notConsumed");
    }
  }
}
