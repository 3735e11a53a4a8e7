package dev.loulan.acceptance.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.SampleBlock;
import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.session.EventFinder;
import dev.loulan.inference.session.Reading;
import dev.loulan.inference.session.ReadingPolicy;
import dev.loulan.inference.session.Scan;
import dev.loulan.inference.session.SessionEvidence;
import dev.loulan.inference.session.SessionReader;
import dev.loulan.inference.signal.ShelfSignal;
import dev.loulan.inference.signal.Step;
import dev.loulan.inference.signal.UnknownSpan;
import dev.loulan.inference.signal.WatchedPlate;
import dev.loulan.testkit.sim.DemoShelf;
import dev.loulan.testkit.sim.DemoTerms;
import dev.loulan.testkit.sim.Pacer;
import dev.loulan.testkit.sim.ShelfDay;
import dev.loulan.testkit.sim.ShelfSimulator;
import dev.loulan.testkit.sim.Visit;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whole days of the demo shelf, from its samples to the receipts, without the line between. */
class SimulatedDaysTest {
  private static final int DAYS = 50;
  private static final int SESSIONS = 40;
  private static final long AFTER_CLOSE_MICROS = 4_000_000;

  @Test
  void charges_nobody_for_what_was_not_taken() throws IOException, InterruptedException {
    int right = 0;
    for (long seed = 1; seed <= DAYS; seed++) {
      ShelfDay day =
          ShelfDay.businessDay(
              DemoShelf.standard(), seed, LocalDate.of(2026, 3, 16), ZoneOffset.UTC, SESSIONS);
      Seen seen = see(day);
      for (Visit visit : day.visits()) {
        Reading reading = read(day.shelf().planogram("v1"), seen, visit);
        Map<Gtin, Integer> receipt = new TreeMap<>();
        reading.lines().forEach(line -> receipt.put(line.gtin(), line.quantity()));
        for (var line : receipt.entrySet()) {
          assertThat(line.getValue())
              .as("seed %d, %s: units of %s charged", seed, visit.reference(), line.getKey())
              .isLessThanOrEqualTo(visit.taken().getOrDefault(line.getKey(), 0));
        }
        assertThat(receipt.equals(visit.taken()) || !reading.reviews().isEmpty())
            .as("seed %d, %s: read as %s without a review", seed, visit.reference(), receipt)
            .isTrue();
        right += reading.reviews().isEmpty() ? 1 : 0;
      }
    }
    assertThat(right)
        .as("sessions of %d without a review", DAYS * SESSIONS)
        .isGreaterThan(DAYS * SESSIONS * 95 / 100);
  }

  /** What the plates said in a day. */
  private record Seen(List<Step> steps, List<UnknownSpan> unknowns) {}

  private static Seen see(ShelfDay day) throws IOException, InterruptedException {
    ShelfSignal shelf = new ShelfSignal(day.shelf().planogram("v1"));
    List<WatchedPlate> plates =
        day.shelf().plates().stream()
            .map(name -> shelf.plate(new PlateId(day.shelf().board(), name)))
            .toList();
    new ShelfSimulator(day, DemoTerms.standard(), ShelfSimulator.Between.SPARSE)
        .run(
            frame -> {
              if (frame.apply(1) instanceof Frame.Samples samples) {
                feed(plates, samples.block());
              }
              return 1;
            },
            Pacer.max());
    shelf.finish();
    return new Seen(shelf.drainSteps(), shelf.drainUnknowns());
  }

  private static void feed(List<WatchedPlate> plates, SampleBlock block) {
    for (int sample = 0; sample < block.samples(); sample++) {
      for (int plate = 0; plate < plates.size(); plate++) {
        plates.get(plate).accept(block.atMicros(sample), block.readingMg(sample, plate));
      }
    }
  }

  private static Reading read(Planogram planogram, Seen seen, Visit visit) {
    List<Step> steps =
        seen.steps().stream().filter(step -> isOf(visit, step.beginMicros())).toList();
    List<UnknownSpan> unknowns =
        seen.unknowns().stream().filter(span -> isOf(visit, span.beginMicros())).toList();
    List<Scan> scans =
        visit.scans().stream().map(scan -> new Scan(scan.gtin(), scan.atMicros())).toList();
    var events = new EventFinder(planogram).find(steps, unknowns);
    return new SessionReader(ReadingPolicy.DEFAULT)
        .read(new SessionEvidence(events, scans, planogram));
  }

  private static boolean isOf(Visit visit, long beginMicros) {
    return beginMicros >= visit.openMicros()
        && beginMicros <= visit.closeMicros() + AFTER_CLOSE_MICROS;
  }
}
