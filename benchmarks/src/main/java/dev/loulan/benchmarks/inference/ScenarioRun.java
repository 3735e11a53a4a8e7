package dev.loulan.benchmarks.inference;

import dev.loulan.domain.planogram.Planogram;
import dev.loulan.inference.session.EventFinder;
import dev.loulan.inference.session.Reading;
import dev.loulan.inference.session.ReadingPolicy;
import dev.loulan.inference.session.Scan;
import dev.loulan.inference.session.SessionEvidence;
import dev.loulan.inference.session.SessionReader;
import dev.loulan.inference.session.WeightEvent;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.inference.signal.ShelfSignal;
import dev.loulan.inference.signal.Step;
import dev.loulan.inference.signal.UnknownSpan;
import dev.loulan.inference.signal.WatchedPlate;
import dev.loulan.testkit.scenario.ScenarioSession;
import dev.loulan.testkit.scenario.ScenarioSession.Scanned;
import dev.loulan.testkit.scenario.ScenarioShelf;
import dev.loulan.testkit.scenario.SessionSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * One simulated session from its samples to its receipt, as the agent does it: plates are compared
 * across a power cut, and while something is in doubt the shelf asks the shopper to scan.
 */
final class ScenarioRun implements SessionSamples.Sink {
  private static final long SETTLE_MICROS = 1_500_000;
  private static final long SIGMA_ACROSS_BOOT_MG = 2_000;

  private final ScenarioSession session;
  private final Planogram planogram;
  private final List<Step> steps = new ArrayList<>();
  private final List<UnknownSpan> unknowns = new ArrayList<>();
  private ShelfSignal shelf;
  private List<WatchedPlate> plates;
  private PlateauSnapshot beforeCut = new PlateauSnapshot(0, new TreeMap<>());
  private long rebootMicros;
  private boolean compared = true;

  /**
   * What became of a session.
   *
   * @param asked how often the shelf asked
   */
  record Result(Reading reading, int asked) {}

  private ScenarioRun(ScenarioSession session) {
    this.session = session;
    this.planogram = ScenarioPlanogram.of(session.shelf());
    this.shelf = new ShelfSignal(planogram);
    this.plates = plates();
  }

  static Result of(
      ScenarioSession session, double noiseTimes, double hertz, SessionSamples.NoiseSource noise) {
    ScenarioRun run = new ScenarioRun(session);
    SessionSamples.play(session, noiseTimes, hertz, noise, run);
    run.shelf.finish();
    run.drain();
    return run.read();
  }

  private Result read() {
    List<Step> own =
        steps.stream().filter(step -> step.endMicros() >= session.openMicros()).toList();
    List<WeightEvent> events = new EventFinder(planogram).find(own, unknowns);
    List<Scan> scans = new ArrayList<>(scans(session.scans()));
    List<Long> asks = new ArrayList<>();
    SessionEvidence evidence = new SessionEvidence(events, scans, planogram, asks);
    int asked = 0;
    while (asked < session.answers().size() && isInDoubt(evidence, asked > 0)) {
      List<Scan> answer = scans(session.answers().get(asked++));
      if (!answer.isEmpty()) {
        asks.add(answer.getFirst().atMicros());
        scans.addAll(answer);
        evidence = new SessionEvidence(events, scans, planogram, asks);
      }
    }
    Reading reading = new SessionReader(ReadingPolicy.DEFAULT).read(evidence);
    return new Result(reading, asked);
  }

  private static boolean isInDoubt(SessionEvidence evidence, boolean askedBefore) {
    SessionReader asking = new SessionReader(ReadingPolicy.asking(askedBefore));
    return !asking.read(evidence).reviews().isEmpty();
  }

  private static List<Scan> scans(List<Scanned> scanned) {
    return scanned.stream().map(s -> new Scan(s.gtin(), s.atMicros())).toList();
  }

  private List<WatchedPlate> plates() {
    return ScenarioShelf.PLATES.stream().map(shelf::plate).toList();
  }

  private void drain() {
    steps.addAll(shelf.drainSteps());
    unknowns.addAll(shelf.drainUnknowns());
  }

  @Override
  public void sample(int plate, long atMicros, int mg) {
    if (!compared && atMicros - rebootMicros > SETTLE_MICROS) {
      compared = true;
      steps.addAll(beforeCut.stepsTo(shelf.snapshot(atMicros), SIGMA_ACROSS_BOOT_MG));
    }
    plates.get(plate).accept(atMicros, mg);
  }

  @Override
  public void lost(long atMicros) {
    shelf.gap("1", atMicros);
  }

  @Override
  public void reboot(long atMicros) {
    drain();
    beforeCut = shelf.snapshot(atMicros);
    rebootMicros = atMicros;
    compared = false;
    shelf = new ShelfSignal(planogram);
    plates = plates();
  }
}
