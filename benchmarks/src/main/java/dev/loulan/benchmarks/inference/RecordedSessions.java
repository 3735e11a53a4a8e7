package dev.loulan.benchmarks.inference;

import dev.loulan.benchmarks.BenchOptions;
import dev.loulan.benchmarks.report.Ratio;
import dev.loulan.benchmarks.report.Report;
import dev.loulan.benchmarks.report.Row;
import dev.loulan.bridge.recording.RecordedRow;
import dev.loulan.bridge.recording.Recording;
import dev.loulan.bridge.recording.RecordingException;
import dev.loulan.bridge.recording.RowReader;
import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.session.EventFinder;
import dev.loulan.inference.session.Reading;
import dev.loulan.inference.session.ReadingPolicy;
import dev.loulan.inference.session.SessionEvidence;
import dev.loulan.inference.session.SessionReader;
import dev.loulan.inference.session.WeightEvent;
import dev.loulan.inference.signal.ShelfSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The recorded store session, and the labelled sessions of the same store replayed as steps on its
 * noise. A replay is easier than the real thing: no hand shakes the plate, no bag rests on it.
 */
final class RecordedSessions {
  private static final String OURS = "session reader";
  private static final String STORE = "aifi-plates-benchmark-1";
  private static final String TRUE_PRODUCT = "071142008582";

  private final BenchOptions options;
  private final Report report;

  RecordedSessions(BenchOptions options, Report report) {
    this.options = options;
    this.report = report;
  }

  void run() throws RecordingException, IOException {
    Optional<Path> store = Recordings.find(STORE);
    Optional<Path> labels = Recordings.find("aifi-sessions/events.csv");
    if (store.isEmpty() || labels.isEmpty()) {
      report.add(Ratio.notRun(STORE + " f1", OURS, "labels", "= 1", Recordings.ABSENT));
      return;
    }
    Recording recording = Recording.open(store.get(), STORE);
    wholeStore(recording);
    replays(recording, labels.get());
  }

  private void wholeStore(Recording recording) throws RecordingException {
    Planogram planogram = recording.planogram().planogram();
    ShelfSignal shelf = new ShelfSignal(planogram);
    try (RowReader rows = recording.rows()) {
      for (RecordedRow row = rows.next(); row != null; row = rows.next()) {
        for (int i = 0; i < row.plates().size(); i++) {
          shelf.plate(row.plates().get(i)).accept(row.atMicros(), row.weightsMg()[i]);
        }
      }
    }
    shelf.finish();
    Reading reading = read(planogram, shelf);
    Score score = new Score();
    score.add(receipt(reading), Map.of(new Gtin(TRUE_PRODUCT), 1));
    rows(STORE, score);
    report.add(Row.counted(STORE, OURS, "events", "events", reading.events().size()));
    report.add(Ratio.counted(STORE + " f1", OURS, "labels", score.f1(), "= 1"));
    report.add(
        Ratio.counted(STORE + " false_events", OURS, "none", reading.events().size() - 1.0, "= 0"));
  }

  private void replays(Recording recording, Path labels) throws RecordingException, IOException {
    StoreNoise noise = StoreNoise.of(recording);
    Planogram recorded = recording.planogram().planogram();
    List<LabelledSession> sessions = LabelledSession.read(labels, recorded);
    Planogram planogram = withLabelledPlaces(recorded, sessions);
    Score sold = new Score();
    int undecided = 0;
    int played = 0;
    int rounds = options.size(20, 2);
    for (LabelledSession session : sessions) {
      for (int round = 0; round < rounds; round++) {
        ShelfSignal shelf = new ShelfSignal(planogram);
        session.play(shelf, noise, options.seed() * 1_000 + round);
        Reading reading = read(planogram, shelf);
        sold.add(receipt(reading), session.receipt());
        undecided += reading.reviews().isEmpty() ? 0 : 1;
        played++;
      }
    }
    String name = "aifi-sessions, replayed on real noise (easier than real)";
    rows(name, sold);
    report.add(Row.counted(name, OURS, "sessions", "sessions", played));
    report.add(Row.counted(name, OURS, "abstained", "share", (double) undecided / played));
  }

  /** The labelled sessions are of other days, on which some products stood elsewhere. */
  private static Planogram withLabelledPlaces(Planogram recorded, List<LabelledSession> sessions) {
    TreeMap<Gtin, List<PlateId>> places = new TreeMap<>(recorded.places());
    for (LabelledSession session : sessions) {
      session
          .takenFrom()
          .forEach((gtin, plates) ->
              places.merge(gtin, plates, (a, b) -> Stream.concat(a.stream(), b.stream()).toList()));
    }
    return new Planogram(recorded.version(), recorded.products(), places);
  }

  private static Reading read(Planogram planogram, ShelfSignal shelf) {
    List<WeightEvent> events =
        new EventFinder(planogram).find(shelf.drainSteps(), shelf.drainUnknowns());
    return new SessionReader(ReadingPolicy.DEFAULT)
        .read(new SessionEvidence(events, List.of(), planogram));
  }

  private static Map<Gtin, Integer> receipt(Reading reading) {
    Map<Gtin, Integer> receipt = new TreeMap<>();
    reading.lines().forEach(line -> receipt.put(line.gtin(), line.quantity()));
    return receipt;
  }

  private void rows(String name, Score score) {
    report.add(Row.counted(name, OURS, "precision", "share", score.precision()));
    report.add(Row.counted(name, OURS, "recall", "share", score.recall()));
    report.add(Row.counted(name, OURS, "f1", "share", score.f1()));
  }
}
