package dev.loulan.agent.session;

import dev.loulan.agent.session.CalibrationView.Refusal;
import dev.loulan.agent.session.CalibrationView.State;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.learning.PlateCalibration;
import dev.loulan.inference.learning.PlateCalibration.KnownWeight;
import dev.loulan.inference.learning.RestingMean;
import dev.loulan.journal.entry.Body;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calibrates one plate with a person who empties it and puts known weights on it. From the first
 * request to the last the plate weighs nothing, so that nothing of this is sold or delivered.
 * Belongs to the machine's thread.
 */
final class PlateCalibrator {
  private static final double LEAST_GAIN = 0.8;
  private static final double MOST_GAIN = 1.25;

  /** A change below so many of its standard deviations is none. */
  private static final double SEEN_SIGMAS = 5;

  private static final int MOST_DISTURBED = 5;

  /** A hand trembles by more than this over what the empty plate scattered. */
  private static final double TREMBLE = 3;

  private static final double TREMBLE_MG = 300;
  private static final long NO_READINGS_MICROS = 10_000_000;

  /** A person who says nothing for so long has gone. */
  private static final long ABANDONED_MICROS = 600_000_000;

  private final ShelfState shelf;
  private final ShelfMemory memory;
  private final PlateScales scales;
  private @Nullable Run run;
  private @Nullable CalibrationView last;

  private static final class Run {
    private final PlateId plate;
    private final List<KnownWeight> known = new ArrayList<>();
    private long request;
    private long askedMicros;
    private long readMicros;
    private long trueMg;
    private double emptyScatterMg;
    private State state = State.BEGUN;
    private @Nullable RestingMean measuring;
    private @Nullable Refusal refused;
    private RestingMean.Level level = new RestingMean.Level(0, 0, 0);
    private PlateCalibration result;

    Run(PlateId plate, PlateCalibration before) {
      this.plate = plate;
      this.result = before;
    }

    CalibrationView view() {
      State now = measuring == null ? state : State.MEASURING;
      return new CalibrationView(
          request,
          plate.toString(),
          now,
          refused,
          Math.round(level.meanMg()),
          Math.round(level.sigmaMg()),
          Math.round(result.zeroMg()),
          Math.round(result.gain() * 1e6),
          known.size() > 1 ? Math.round(result.gainSigma() * 1e6) : 0);
    }
  }

  PlateCalibrator(ShelfState shelf, ShelfMemory memory, PlateScales scales) {
    this.shelf = shelf;
    this.memory = memory;
    this.scales = scales;
  }

  /** The calibration that runs, and what was last ended or refused. */
  List<CalibrationView> views() {
    List<CalibrationView> views = new ArrayList<>();
    Run now = run;
    CalibrationView before = last;
    if (now != null) {
      views.add(now.view());
    }
    if (before != null && (now == null || !before.plate().equals(now.plate.toString()))) {
      views.add(before);
    }
    return views;
  }

  /** Takes a request; what came of it is in {@link #views}, at once or after some seconds. */
  void ask(Input.Calibrate asked) {
    if (asked.act() == Input.Calibrate.Act.BEGIN) {
      begin(asked);
      return;
    }
    Run now = run;
    if (now != null && !now.plate.equals(asked.plate())) {
      refuse(asked, Refusal.BUSY);
      return;
    }
    boolean isBusy = now != null && now.measuring != null;
    if (now == null || (isBusy && asked.act() != Input.Calibrate.Act.CANCEL)) {
      refuse(asked, Refusal.OUT_OF_ORDER);
      return;
    }
    now.request = asked.request();
    now.askedMicros = shelf.nowMicros();
    now.refused = null;
    switch (asked.act()) {
      case BEGIN -> throw new IllegalStateException("begun above");
      case EMPTY -> measure(now, 0);
      case WEIGHT -> {
        if (now.state == State.BEGUN || asked.trueMg() <= 0) {
          now.refused = Refusal.OUT_OF_ORDER;
        } else {
          measure(now, asked.trueMg());
        }
      }
      case APPLY -> {
        if (now.state == State.BEGUN) {
          now.refused = Refusal.OUT_OF_ORDER;
        } else {
          apply(now);
        }
      }
      case CANCEL -> end(now, State.CANCELLED);
    }
  }

  private void begin(Input.Calibrate asked) {
    Run now = run;
    OpenSession session = shelf.session();
    if (now != null && !now.plate.equals(asked.plate())) {
      refuse(asked, Refusal.BUSY);
    } else if (!shelf.boards.hasPlate(asked.plate())) {
      refuse(asked, Refusal.NO_SUCH_PLATE);
    } else if (session != null && !session.isRestock()) {
      refuse(asked, Refusal.SHOPPER_INSIDE);
    } else {
      Run begun = new Run(asked.plate(), memory.checks().of(asked.plate()));
      begun.request = asked.request();
      begun.askedMicros = shelf.nowMicros();
      run = begun;
      weighsNothing(begun);
    }
  }

  private void weighsNothing(Run now) {
    scales.calibrating(now.plate, (at, mg) -> reading(now, at, mg));
    shelf.boards.replace(shelf.signal().restart(now.plate));
    memory.forget(now.plate);
    OpenSession session = shelf.session();
    if (session != null) {
      session.forget(now.plate);
    }
  }

  /** What runs goes on; only who asked learns that it led to nothing. */
  private void refuse(Input.Calibrate asked, Refusal why) {
    Run now = run;
    if (now != null && now.plate.equals(asked.plate())) {
      now.request = asked.request();
      now.refused = why;
      return;
    }
    CalibrationView refusal =
        new CalibrationView(
            asked.request(), asked.plate().toString(), State.CANCELLED, why, 0, 0, 0, 0, 0);
    last = refusal;
  }

  private void measure(Run now, long trueMg) {
    now.trueMg = trueMg;
    now.measuring = new RestingMean();
    now.readMicros = shelf.nowMicros();
  }

  private void reading(Run now, long atMicros, int mg) {
    RestingMean measuring = now.measuring;
    now.readMicros = atMicros;
    if (measuring == null) {
      return;
    }
    measuring.add(atMicros, mg).ifPresent(level -> measured(now, level));
    if (measuring.disturbed() >= MOST_DISTURBED && now.measuring == measuring) {
      stop(now, Refusal.NOT_CALM);
    }
  }

  private static void stop(Run now, @Nullable Refusal why) {
    now.measuring = null;
    now.refused = why;
  }

  private void measured(Run now, RestingMean.Level level) {
    if (now.trueMg == 0) {
      now.known.clear();
      now.known.add(new KnownWeight(level.meanMg(), level.sigmaMg(), 0));
      now.emptyScatterMg = level.scatterMg();
      now.level = level;
      now.result = memory.checks().of(now.plate).empty(level.meanMg(), shelf.wallMicros());
      now.state = State.EMPTY;
      stop(now, null);
    } else if (level.scatterMg() > TREMBLE * now.emptyScatterMg + TREMBLE_MG) {
      stop(now, Refusal.NOT_CALM);
    } else {
      now.level = level;
      stop(now, weighed(now, level));
    }
  }

  private @Nullable Refusal weighed(Run now, RestingMean.Level level) {
    KnownWeight empty = now.known.getFirst();
    double change = level.meanMg() - empty.readMg();
    double sigma = StrictMath.hypot(level.sigmaMg(), empty.sigmaMg());
    if (Math.abs(change) < SEEN_SIGMAS * sigma) {
      return Refusal.NO_WEIGHT;
    }
    if (change < 0) {
      return Refusal.WRONG_DIRECTION;
    }
    double gain = now.trueMg / change;
    if (gain < LEAST_GAIN || gain > MOST_GAIN) {
      return Refusal.IMPLAUSIBLE;
    }
    List<KnownWeight> all = new ArrayList<>(now.known);
    all.add(new KnownWeight(level.meanMg(), level.sigmaMg(), now.trueMg));
    PlateCalibration result = PlateCalibration.of(all, shelf.wallMicros());
    if (result.gainSigma() > CalibrationEntries.MOST_GAIN_SIGMA) {
      return Refusal.TOO_LIGHT;
    }
    now.known.add(all.getLast());
    now.result = result;
    now.state = State.WEIGHED;
    return null;
  }

  private void apply(Run now) {
    List<Body> entries = new ArrayList<>();
    entries.add(CalibrationEntries.entry(now.plate, now.result));
    if (now.result.checks() > 0) {
      entries.add(PlateChecks.entry(now.plate, now.result));
    }
    // As a boot will read it, so that nothing changes then.
    PlateCalibration read =
        CalibrationEntries.of(
            CalibrationEntries.entry(now.plate, now.result), now.result.checkedMicros());
    memory
        .checks()
        .calibrated(
            now.plate,
            new PlateCalibration(
                read.gain(),
                read.zeroMg(),
                read.gainSigma(),
                now.result.drift(),
                now.result.checks(),
                read.checkedMicros()));
    shelf.out.force(shelf.wallMicros(), entries);
    end(now, State.APPLIED);
  }

  private void end(Run now, State how) {
    now.state = how;
    now.measuring = null;
    scales.calibrated();
    shelf.boards.replace(shelf.signal().restart(now.plate));
    last = now.view();
    run = null;
  }

  /** Time has passed. */
  void pass() {
    Run now = run;
    if (now == null) {
      return;
    }
    long at = shelf.nowMicros();
    if (now.measuring != null && at - now.readMicros > NO_READINGS_MICROS) {
      stop(now, Refusal.NO_READINGS);
    }
    if (at - now.askedMicros > ABANDONED_MICROS) {
      end(now, State.CANCELLED);
    }
  }
}
