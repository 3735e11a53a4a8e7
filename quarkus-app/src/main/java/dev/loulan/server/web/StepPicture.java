package dev.loulan.server.web;

import dev.loulan.inference.picture.Curve;
import dev.loulan.inference.picture.Mark;
import dev.loulan.inference.picture.SessionPicture;
import dev.loulan.server.web.Figures.StepRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The picture of a session as {@code loulan explain} draws it. The samples stay on the shelf, so
 * each plate's weight is drawn from step to step, beginning at 0; where several plates share a step
 * only the step is drawn.
 */
final class StepPicture {
  private static final long MARGIN_MICROS = 1_000_000;

  private StepPicture() {}

  /** SVG to stand in a page; empty where no step is known. */
  static String svg(String title, List<StepRecord> steps, List<String> captions) {
    if (steps.isEmpty()) {
      return "";
    }
    long from = steps.stream().mapToLong(StepRecord::beginMicros).min().orElse(0);
    long until = steps.stream().mapToLong(StepRecord::atMicros).max().orElse(0);
    List<Curve> curves = new ArrayList<>();
    alone(steps)
        .forEach((plate, own) ->
            curves.add(curve(plate, own, from - MARGIN_MICROS, until + MARGIN_MICROS)));
    return SessionPicture.svg(
        title, curves, steps.stream().map(StepPicture::mark).toList(), captions);
  }

  /** The steps of each plate, for plates that share none with another. */
  private static SortedMap<String, List<StepRecord>> alone(List<StepRecord> steps) {
    SortedMap<String, List<StepRecord>> plates = new TreeMap<>();
    for (StepRecord step : steps) {
      step.plates().forEach(p -> plates.computeIfAbsent(p, _ -> new ArrayList<>()).add(step));
    }
    plates.values().removeIf(own -> own.stream().anyMatch(step -> step.plates().size() > 1));
    return plates;
  }

  private static Curve curve(String plate, List<StepRecord> steps, long from, long until) {
    List<Curve.Sample> samples = new ArrayList<>();
    int mg = 0;
    samples.add(new Curve.Sample(from, mg));
    for (StepRecord step : steps) {
      samples.add(new Curve.Sample(step.beginMicros(), mg));
      mg += Math.toIntExact(step.deltaMg());
      samples.add(new Curve.Sample(step.atMicros(), mg));
    }
    samples.add(new Curve.Sample(until, mg));
    return new Curve(plate, samples);
  }

  private static Mark mark(StepRecord step) {
    return new Mark(
        step.plates(), step.beginMicros(), step.atMicros(), step.deltaMg(), step.sigmaMg(), "");
  }
}
