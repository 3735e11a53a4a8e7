package dev.loulan.inference.session;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.session.NetSearch.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Reads a session: what was taken and not put back, with its probability, or a review.
 *
 * <pre>{@code
 * List<WeightEvent> events = new EventFinder(planogram).find(steps, unknowns);
 * Reading reading =
 *     new SessionReader(ReadingPolicy.DEFAULT).read(new SessionEvidence(events, scans, planogram));
 * }</pre>
 *
 * <p>All events of a session are explained together, so that what comes back is what went out
 * before, wherever it is put. A line is charged when its probability is high enough for its price
 * and no return that is not told may hold it; all else is a review. Events with missing samples are
 * never sold.
 */
public final class SessionReader {
  private final ReadingPolicy policy;

  public SessionReader(ReadingPolicy policy) {
    this.policy = policy;
  }

  /** The reading of a session. Pure, and the work is bounded. */
  public Reading read(SessionEvidence evidence) {
    Planogram planogram = evidence.planogram();
    List<WeightEvent> events = evidence.events();
    ScanModel scans = new ScanModel(evidence.scans(), evidence.askedMicros());
    int[] told =
        IntStream.range(0, events.size())
            .filter(e -> scans.isAnswered() || events.get(e).kind() != WeightEvent.Kind.UNKNOWN)
            .toArray();
    List<WeightEvent> toldEvents =
        IntStream.of(told).mapToObj(e -> events.get(e).bySign()).toList();
    List<Line> lines = new ArrayList<>();
    List<Review> reviews = new ArrayList<>();
    Set<Gtin> putBack = new TreeSet<>();
    List<Integer> untold = new ArrayList<>();
    List<Integer> strange = new ArrayList<>();
    Echoes echoes = new Echoes(events);
    for (EventGroups.Group group : EventGroups.of(toldEvents, planogram)) {
      List<WeightEvent> own = group.events().stream().map(toldEvents::get).toList();
      Explanations explanations = new Explanations(own, group.goods(), planogram, echoes);
      GroupScans ownScans = new GroupScans(own, explanations.items(), scans);
      List<Outcome> outcomes = NetSearch.outcomes(explanations, own.size(), ownScans);
      EventGroups.Group named =
          new EventGroups.Group(group.events().stream().map(e -> told[e]).toList(), group.goods());
      Verdict verdict =
          new Verdict(named, explanations.items(), outcomes, policy, scans.isAnswered());
      lines.addAll(verdict.lines());
      reviews.addAll(verdict.reviews());
      putBack.addAll(verdict.putBack());
      untold.addAll(verdict.untoldReturns());
      strange.addAll(verdict.strangeChanges());
    }
    if (!scans.isAnswered()) {
      addUnknowns(events, planogram, reviews);
    }
    new UntoldReturns(events, untold, strange, planogram, scans).hold(lines, reviews);
    addScannedOnly(scans, planogram, putBack, lines, reviews);
    lines.sort(Comparator.comparing(Line::gtin));
    return new Reading(lines, reviews, events);
  }

  private static void addUnknowns(
      List<WeightEvent> events, Planogram planogram, List<Review> reviews) {
    for (int e = 0; e < events.size(); e++) {
      if (events.get(e).kind() == WeightEvent.Kind.UNKNOWN) {
        List<Candidate> fitting = fitting(events.get(e), planogram);
        reviews.add(new Review(fitting, Review.Reason.SAMPLES_MISSING, List.of(e)));
      }
    }
  }

  /** Products of the plates that fit the whole change, each as likely as the others. */
  private static List<Candidate> fitting(WeightEvent event, Planogram planogram) {
    List<Product> products =
        event.plates().stream()
            .flatMap(p -> planogram.productsOn(p).stream())
            .filter(p -> WeightModel.fits(p, event.deltaMg(), event.sigmaMg()))
            .distinct()
            .sorted(Comparator.comparing(Product::gtin))
            .toList();
    return products.stream()
        .map(p ->
            new Candidate(
                p.gtin(),
                WeightModel.nearestUnits(p, (double) event.deltaMg()),
                1_000_000 / (products.size() + 1)))
        .toList();
  }

  /**
   * A scan sells what no plate can weigh; for what a plate weighs, the plate must agree. What was
   * put back was scanned while it was out.
   */
  private static void addScannedOnly(
      ScanModel scans,
      Planogram planogram,
      Set<Gtin> putBack,
      List<Line> lines,
      List<Review> reviews) {
    Set<Gtin> said = new TreeSet<>(putBack);
    lines.forEach(l -> said.add(l.gtin()));
    reviews.forEach(r -> r.candidates().forEach(c -> said.add(c.gtin())));
    scans
        .counts()
        .forEach((gtin, count) -> {
          if (!said.contains(gtin)) {
            scanned(gtin, count, planogram, lines, reviews);
          }
        });
  }

  private static void scanned(
      Gtin gtin, int count, Planogram planogram, List<Line> lines, List<Review> reviews) {
    boolean priced = planogram.product(gtin).map(p -> p.priceMinor() != null).orElse(false);
    boolean weighed =
        planogram.product(gtin).map(p -> p.unitWeightMg() != null).orElse(false)
            && !planogram.platesOf(gtin).isEmpty();
    if (weighed || !priced) {
      Review.Reason reason = weighed ? Review.Reason.SCAN_WITHOUT_WEIGHT : Review.Reason.NO_PRICE;
      reviews.add(new Review(List.of(new Candidate(gtin, count, 500_000)), reason, List.of()));
    } else {
      lines.add(new Line(gtin, count, 999_000, List.of(), null));
    }
  }
}
