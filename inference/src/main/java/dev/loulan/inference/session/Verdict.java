package dev.loulan.inference.session;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.session.NetSearch.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns the outcomes of one group into lines that are sure enough, and reviews for the rest. */
final class Verdict {
  /** Candidates less likely than this are not shown to the person who decides. */
  private static final double SHOWN = 0.001;

  private final EventGroups.Group group;
  private final List<Item> items;
  private final List<Outcome> outcomes;
  private final ReadingPolicy policy;
  private final boolean answered;
  private final List<Line> lines = new ArrayList<>();
  private final List<Review> reviews = new ArrayList<>();
  private final List<Integer> doubtful = new ArrayList<>();
  private final List<Gtin> putBack = new ArrayList<>();
  private final List<Integer> leftBehind = new ArrayList<>();
  private final List<Integer> strange = new ArrayList<>();

  /**
   * @param answered whether the shopper scanned all that they hold because the shelf asked; then
   *     what else lies on the shelf is no doubt about the receipt
   */
  Verdict(
      EventGroups.Group group,
      List<Item> items,
      List<Outcome> outcomes,
      ReadingPolicy policy,
      boolean answered) {
    this.group = group;
    this.items = items;
    this.outcomes = outcomes;
    this.policy = policy;
    this.answered = answered;
    for (int item = 0; item < items.size(); item++) {
      judge(item);
    }
    if (!doubtful.isEmpty()) {
      reviews.add(new Review(candidates(), reason(), evidenceOfDoubt()));
    }
  }

  List<Line> lines() {
    return lines;
  }

  List<Review> reviews() {
    return reviews;
  }

  /** Products that surely were taken and all put back. */
  List<Gtin> putBack() {
    return putBack;
  }

  /** Indexes of the events in which something was put down that is not told and still there. */
  List<Integer> untoldReturns() {
    return leftBehind;
  }

  /** Indexes of the events that no goods explain, or not surely. */
  List<Integer> strangeChanges() {
    return strange;
  }

  private void judge(int item) {
    SortedMap<Integer, Double> byQuantity = marginal(item);
    int best = 0;
    double probability = 0;
    for (var entry : byQuantity.entrySet()) {
      if (entry.getValue() > probability) {
        best = entry.getKey();
        probability = entry.getValue();
      }
    }
    switch (items.get(item)) {
      case Item.Goods(Product product) -> judgeGoods(item, product, byQuantity, best);
      case Item.UnknownGoods _ -> {
        boolean moved = best > 0 || !policy.isSure(probability);
        doubtIf(moved, item);
        strange.addAll(moved ? movedIn(item) : List.of());
      }
      case Item.ForeignObject _ -> {
        boolean left = best > 0 || !policy.isSure(probability);
        doubtIf(left && !answered, item);
        leftBehind.addAll(left ? movedIn(item) : List.of());
      }
    }
  }

  private void doubtIf(boolean inDoubt, int item) {
    if (inDoubt) {
      doubtful.add(item);
    }
  }

  private void judgeGoods(
      int item, Product product, SortedMap<Integer, Double> byQuantity, int quantity) {
    Long price = product.priceMinor();
    double probability = byQuantity.getOrDefault(quantity, 0.0);
    double tooMany = unitsTooMany(byQuantity, quantity);
    if (!policy.isSure(probability, tooMany, price == null ? 0 : price)) {
      doubtful.add(item);
    } else if (quantity > 0 && price == null) {
      Candidate told = new Candidate(product.gtin(), quantity, ppm(probability));
      reviews.add(new Review(List.of(told), Review.Reason.NO_PRICE, evidence(item)));
    } else if (quantity > 0) {
      Candidate runnerUp = runnerUp(item);
      lines.add(new Line(product.gtin(), quantity, ppm(probability), evidence(item), runnerUp));
    } else if (!evidence(item).isEmpty()) {
      putBack.add(product.gtin());
    }
  }

  /** Expected number of units that would be charged and were not taken. */
  private static double unitsTooMany(SortedMap<Integer, Double> byQuantity, int charged) {
    double units = 0;
    for (var entry : byQuantity.headMap(charged).entrySet()) {
      units += entry.getValue() * (charged - entry.getKey());
    }
    return units;
  }

  private SortedMap<Integer, Double> marginal(int item) {
    SortedMap<Integer, Double> byQuantity = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      byQuantity.merge(outcome.out().get(item), outcome.probability(), Double::sum);
    }
    return byQuantity;
  }

  /** What the next likeliest outcome has in place of this item. */
  private @Nullable Candidate runnerUp(int item) {
    List<Integer> best = outcomes.getFirst().out();
    for (Outcome outcome : outcomes) {
      int quantity = outcome.out().get(item);
      if (quantity != best.get(item)) {
        return alternative(outcome, best, item);
      }
    }
    return null;
  }

  private @Nullable Candidate alternative(Outcome outcome, List<Integer> best, int item) {
    int ppm = ppm(outcome.probability());
    if (outcome.out().get(item) > 0) {
      return candidate(item, outcome.out().get(item), ppm);
    }
    for (int other = 0; other < items.size(); other++) {
      if (outcome.out().get(other) > best.get(other)) {
        Candidate found = candidate(other, outcome.out().get(other), ppm);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private @Nullable Candidate candidate(int item, int quantity, int ppm) {
    return items.get(item) instanceof Item.Goods(Product product) && ppm > 0
        ? new Candidate(product.gtin(), quantity, ppm)
        : null;
  }

  private List<Candidate> candidates() {
    List<Candidate> found = new ArrayList<>();
    for (int item = 0; item < items.size(); item++) {
      if (items.get(item) instanceof Item.Goods(Product product) && !isLine(product.gtin())) {
        marginal(item)
            .forEach((quantity, probability) -> {
              if (quantity > 0 && probability >= SHOWN) {
                found.add(new Candidate(product.gtin(), quantity, ppm(probability)));
              }
            });
      }
    }
    found.sort(
        Comparator.comparingInt(Candidate::probabilityPpm)
            .reversed()
            .thenComparing(Candidate::gtin)
            .thenComparingInt(Candidate::quantity));
    return found;
  }

  private boolean isLine(Gtin gtin) {
    return lines.stream().anyMatch(l -> l.gtin().equals(gtin));
  }

  private Review.Reason reason() {
    if (group.goods().isEmpty()) {
      return Review.Reason.PLACE_UNKNOWN;
    }
    boolean goodsInDoubt = doubtful.stream().anyMatch(i -> items.get(i) instanceof Item.Goods);
    return goodsInDoubt ? Review.Reason.AMBIGUOUS : Review.Reason.NO_PRODUCT_FITS;
  }

  private List<Integer> evidenceOfDoubt() {
    return doubtful.stream().flatMap(i -> movedIn(i).stream()).distinct().sorted().toList();
  }

  private List<Integer> movedIn(int item) {
    return switch (items.get(item)) {
      case Item.Goods _ -> {
        List<Integer> moved = evidence(item);
        yield moved.isEmpty() ? group.events() : moved;
      }
      case Item.UnknownGoods(int event) -> List.of(group.events().get(event));
      case Item.ForeignObject(int event) -> List.of(group.events().get(event));
    };
  }

  /** Events that the likeliest outcome explains by this item. */
  private List<Integer> evidence(int item) {
    List<Explanation> path = outcomes.getFirst().path();
    List<Integer> found = new ArrayList<>();
    for (int e = 0; e < path.size(); e++) {
      if (path.get(e).moves(item)) {
        found.add(group.events().get(e));
      }
    }
    return found;
  }

  static int ppm(double probability) {
    return Math.clamp(Math.round(probability * 1e6), 0, 999_999);
  }
}
