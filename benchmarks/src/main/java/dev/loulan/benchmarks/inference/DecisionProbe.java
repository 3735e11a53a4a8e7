package dev.loulan.benchmarks.inference;

import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.signal.PlateSignal;
import dev.loulan.inference.signal.SignalListener;
import dev.loulan.inference.signal.SignalSettings;
import dev.loulan.inference.signal.Step;
import dev.loulan.inference.signal.UnknownSpan;
import dev.loulan.testkit.cell.Touch;
import dev.loulan.testkit.scenario.ScenarioSession;
import dev.loulan.testkit.scenario.ScenarioShelf;
import dev.loulan.testkit.scenario.SessionSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Listens to the plates of one session, and keeps when each said what. */
final class DecisionProbe implements SessionSamples.Sink {
  private static final long LATEST_MICROS = 3_000_000;

  private record Said(int plate, long atMicros, boolean early, Step step) {}

  private final List<PlateSignal> plates = new ArrayList<>();
  private final List<RangeDetector> peers = new ArrayList<>();
  private final List<Said> said = new ArrayList<>();
  private final List<List<Long>> peerRests = new ArrayList<>();
  private long nowMicros;

  DecisionProbe(ScenarioSession session) {
    Planogram planogram = ScenarioPlanogram.of(session.shelf());
    for (int plate = 0; plate < ScenarioShelf.PLATES.size(); plate++) {
      long lightest =
          planogram.productsOn(ScenarioShelf.PLATES.get(plate)).stream()
              .map(Product::unitWeightMg)
              .filter(Objects::nonNull)
              .mapToLong(Long::longValue)
              .min()
              .orElse(0);
      SignalSettings settings = SignalSettings.SHELF.withLightest(lightest);
      plates.add(new PlateSignal(ScenarioShelf.PLATES.get(plate), settings, listener(plate)));
      peers.add(new RangeDetector());
      peerRests.add(new ArrayList<>());
    }
  }

  private SignalListener listener(int plate) {
    return new SignalListener() {
      @Override
      public void step(Step step) {
        said.add(new Said(plate, nowMicros, false, step));
      }

      @Override
      public void unknown(UnknownSpan span) {
        // A plate that cannot tell decides nothing.
      }
    };
  }

  @Override
  public void sample(int plate, long atMicros, int mg) {
    nowMicros = atMicros;
    PlateSignal signal = plates.get(plate);
    Step before = signal.early();
    signal.accept(atMicros, mg);
    Step early = signal.early();
    if (early != null && !early.equals(before)) {
      said.add(new Said(plate, nowMicros, true, early));
    }
    RangeDetector peer = peers.get(plate);
    peer.add(mg);
    if (peer.rests((double) signal.noiseMg())) {
      peerRests.get(plate).add(atMicros);
    }
  }

  @Override
  public void lost(long atMicros) {
    plates.forEach(plate -> plate.gap(atMicros));
  }

  @Override
  public void reboot(long atMicros) {
    lost(atMicros);
  }

  /**
   * Adds the seconds from the release of a touch, and how far off the steps are, in their sigmas.
   */
  void add(
      Touch touch,
      List<Double> decided,
      List<Double> decidedOff,
      List<Double> rested,
      List<Double> restedOff,
      List<Double> peer) {
    said.stream()
        .filter(s -> isOf(s, touch))
        .findFirst()
        .ifPresent(s -> {
          decided.add(seconds(touch, s.atMicros()));
          decidedOff.add(off(s.step(), touch));
        });
    said.stream()
        .filter(s -> isOf(s, touch) && !s.early())
        .findFirst()
        .ifPresent(s -> {
          rested.add(seconds(touch, s.atMicros()));
          restedOff.add(off(s.step(), touch));
        });
    peerRests.get(touch.plate()).stream()
        .filter(at -> at > touch.releaseMicros())
        .findFirst()
        .ifPresent(at -> peer.add(seconds(touch, at)));
  }

  private static double off(Step step, Touch touch) {
    return Math.abs((double) step.deltaMg() - touch.deltaMg()) / step.sigmaMg();
  }

  private static boolean isOf(Said said, Touch touch) {
    return said.plate() == touch.plate()
        && said.atMicros() > touch.beginMicros()
        && said.atMicros() < touch.releaseMicros() + LATEST_MICROS;
  }

  private static double seconds(Touch touch, long atMicros) {
    return (atMicros - touch.releaseMicros()) / 1e6;
  }
}
