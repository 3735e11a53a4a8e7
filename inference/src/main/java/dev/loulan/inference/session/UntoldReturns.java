package dev.loulan.inference.session;

import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.session.Review.Reason;
import dev.loulan.inference.session.WeightEvent.Kind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holds back lines that may have been put back, so that a shopper is never charged for such goods.
 *
 * <p>When a plate became heavier and it is not told by what, because samples are missing or because
 * the weight fits nothing that was taken, each product that was taken before and is not heavier may
 * be in it. When a change is not told at all, it may be two in one: goods of the plate that left,
 * and such a product that came, by two pairs of hands or while samples are missing.
 */
final class UntoldReturns {
  /** Share of a unit's weight that may lack because of its spread and the cells. */
  private static final double LIGHTEST_UNIT = 0.75;

  private static final int EVEN_PPM = 500_000;

  private final List<WeightEvent> events;
  private final Planogram planogram;
  private final List<Integer> untold;
  private final List<Integer> mixed;
  private final ScanModel scans;

  /**
   * @param known indexes of returns without missing samples that nothing explains
   * @param strange indexes of changes without missing samples that no goods explain
   */
  UntoldReturns(
      List<WeightEvent> events,
      List<Integer> known,
      List<Integer> strange,
      Planogram planogram,
      ScanModel scans) {
    this.events = events;
    this.planogram = planogram;
    this.scans = scans;
    this.untold =
        IntStream.range(0, events.size())
            .filter(e -> known.contains(e) || isUnknownReturn(events.get(e)))
            .boxed()
            .toList();
    this.mixed =
        IntStream.range(0, events.size())
            .filter(e ->
                strange.contains(e) || known.contains(e) || events.get(e).kind() == Kind.UNKNOWN)
            .boxed()
            .toList();
  }

  private static boolean isUnknownReturn(WeightEvent event) {
    return event.kind() == Kind.UNKNOWN && event.deltaMg() > 0;
  }

  /**
   * Makes each line that an untold return may hold a review, and each that rests on missing samples
   * alone.
   */
  void hold(List<Line> lines, List<Review> reviews) {
    for (Iterator<Line> rest = lines.iterator(); rest.hasNext(); ) {
      Line line = rest.next();
      if (scans.isAnswered() && isHeld(line)) {
        continue;
      }
      List<Integer> holding = holding(line);
      if (!holding.isEmpty()) {
        rest.remove();
        reviews.add(review(line, holding));
      }
    }
  }

  /** The shopper was asked, and scanned all that the line says. */
  private boolean isHeld(Line line) {
    return scans.counts().getOrDefault(line.gtin(), 0) == line.quantity();
  }

  private boolean restsOnMissing(int event, Line line) {
    return events.get(event).kind() == Kind.UNKNOWN && line.evidence().contains(event);
  }

  /** Returns that together may hold a unit of the line, and changes with missing samples. */
  private List<Integer> holding(Line line) {
    List<Integer> later = untold.stream().filter(e -> isAfterTake(e, line)).toList();
    long back = later.stream().mapToLong(e -> events.get(e).deltaMg()).sum();
    double lightest = planogram.product(line.gtin()).map(UntoldReturns::lightestMg).orElse(0.0);
    boolean mayHold = !later.isEmpty() && back >= lightest;
    return IntStream.range(0, events.size())
        .filter(
            e -> (mayHold && later.contains(e)) || restsOnMissing(e, line) || mayBeMixedIn(e, line))
        .boxed()
        .toList();
  }

  private boolean mayBeMixedIn(int event, Line line) {
    if (!mixed.contains(event) || !isAfterTake(event, line)) {
      return false;
    }
    WeightEvent change = events.get(event);
    return planogram
        .product(line.gtin())
        .filter(came -> came.unitWeightMg() != null)
        .filter(came ->
            change.plates().stream()
                .flatMap(plate -> planogram.productsOn(plate).stream())
                .filter(left -> left.unitWeightMg() != null && !left.gtin().equals(came.gtin()))
                .anyMatch(
                    left -> WeightModel.mayMix(left, came, change.deltaMg(), change.sigmaMg())))
        .isPresent();
  }

  private boolean isAfterTake(int event, Line line) {
    return line.evidence().stream()
        .anyMatch(e -> events.get(e).beginMicros() <= events.get(event).endMicros());
  }

  private static double lightestMg(Product product) {
    return product.unitWeightMg() == null ? 0 : LIGHTEST_UNIT * WeightModel.weightMg(product);
  }

  private Review review(Line line, List<Integer> holding) {
    boolean missing = holding.stream().anyMatch(e -> events.get(e).kind() == Kind.UNKNOWN);
    List<Integer> evidence = new ArrayList<>(line.evidence());
    evidence.addAll(holding);
    int ppm = Math.min(EVEN_PPM, line.confidencePpm());
    return new Review(
        List.of(new Candidate(line.gtin(), line.quantity(), ppm)),
        missing ? Reason.SAMPLES_MISSING : Reason.AMBIGUOUS,
        evidence.stream().distinct().sorted().toList());
  }
}
