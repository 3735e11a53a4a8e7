package dev.loulan.inference.session;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Splits the events of a session into groups that can be read one by one, because no product can
 * have moved in two of them.
 */
final class EventGroups {

  /**
   * Events to be read together.
   *
   * @param events indexes into the events of the session, by time
   * @param goods products with a weight that may have moved
   */
  record Group(List<Integer> events, List<Product> goods) {}

  private EventGroups() {}

  static List<Group> of(List<WeightEvent> events, Planogram planogram) {
    List<NavigableSet<Gtin>> goods = new ArrayList<>();
    for (int e = 0; e < events.size(); e++) {
      goods.add(mayMove(events, e, goods, planogram));
    }
    int[] group = new int[events.size()];
    for (int e = 0; e < group.length; e++) {
      group[e] = e;
      for (int before = 0; before < e; before++) {
        if (areLinked(events, goods, before, e)) {
          unite(group, group[before], group[e]);
        }
      }
    }
    return collect(events, goods, group, planogram);
  }

  /** Own products of the plates; a return may also be of anything taken before that fits. */
  private static NavigableSet<Gtin> mayMove(
      List<WeightEvent> events, int event, List<NavigableSet<Gtin>> before, Planogram planogram) {
    WeightEvent e = events.get(event);
    NavigableSet<Gtin> goods = new TreeSet<>();
    for (PlateId plate : e.plates()) {
      for (Product product : planogram.productsOn(plate)) {
        if (product.unitWeightMg() != null) {
          goods.add(product.gtin());
        }
      }
    }
    if (e.kind() == WeightEvent.Kind.RETURN) {
      NavigableSet<Gtin> taken = new TreeSet<>();
      for (int b = 0; b < event; b++) {
        if (events.get(b).kind() == WeightEvent.Kind.TAKE) {
          taken.addAll(before.get(b));
        }
      }
      goods.addAll(mayComeBack(taken, e, planogram));
    }
    return goods;
  }

  /** Those that fit the return alone, or with another one. */
  private static NavigableSet<Gtin> mayComeBack(
      NavigableSet<Gtin> taken, WeightEvent e, Planogram planogram) {
    List<Product> products = taken.stream().flatMap(g -> planogram.product(g).stream()).toList();
    NavigableSet<Gtin> back = new TreeSet<>();
    for (Product first : products) {
      if (WeightModel.mayFit(first, e.deltaMg(), e.sigmaMg())) {
        back.add(first.gtin());
      }
      for (Product second : products) {
        if (!first.equals(second) && WeightModel.mayFit(first, second, e.deltaMg(), e.sigmaMg())) {
          back.add(first.gtin());
          back.add(second.gtin());
        }
      }
    }
    return back;
  }

  private static boolean areLinked(
      List<WeightEvent> events, List<NavigableSet<Gtin>> goods, int a, int b) {
    return goods.get(a).stream().anyMatch(goods.get(b)::contains)
        || events.get(a).plates().stream().anyMatch(events.get(b).plates()::contains);
  }

  private static void unite(int[] group, int a, int b) {
    int low = Math.min(a, b);
    for (int i = 0; i < group.length; i++) {
      if (group[i] == a || group[i] == b) {
        group[i] = low;
      }
    }
  }

  private static List<Group> collect(
      List<WeightEvent> events, List<NavigableSet<Gtin>> goods, int[] group, Planogram planogram) {
    TreeMap<Integer, List<Integer>> members = new TreeMap<>();
    for (int e = 0; e < events.size(); e++) {
      members.computeIfAbsent(group[e], _ -> new ArrayList<>()).add(e);
    }
    List<Group> groups = new ArrayList<>();
    for (List<Integer> indexes : members.values()) {
      NavigableSet<Gtin> all = new TreeSet<>();
      indexes.forEach(e -> all.addAll(goods.get(e)));
      List<Product> products = all.stream().flatMap(g -> planogram.product(g).stream()).toList();
      groups.add(new Group(List.copyOf(indexes), products));
    }
    return groups;
  }
}
