package dev.loulan.inference.session;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Product;
import java.util.ArrayList;
import java.util.List;

/** The scans that speak for one group of events, put between them by time. */
final class GroupScans {
  private final List<Item> items;
  private final ScanModel model;

  /** For each event, and for the end, the items that were scanned before it and after the last. */
  private final List<List<Integer>> before = new ArrayList<>();

  /**
   * @param events the events of the group by time
   */
  GroupScans(List<WeightEvent> events, List<Item> items, ScanModel model) {
    this.items = items;
    this.model = model;
    for (int e = 0; e <= events.size(); e++) {
      before.add(new ArrayList<>());
    }
    for (Scan scan : model.unasked()) {
      int item = itemOf(scan.gtin());
      if (item >= 0) {
        int at = 0;
        while (at < events.size() && events.get(at).beginMicros() <= scan.atMicros()) {
          at++;
        }
        before.get(at).add(item);
      }
    }
  }

  private int itemOf(Gtin gtin) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Item.Goods(Product product) && product.gtin().equals(gtin)) {
        return i;
      }
    }
    return -1;
  }

  /** Log likelihood of the scans before these events, the last included, given what is out. */
  double logBetween(int fromEvent, int toEvent, int[] out) {
    double log = 0;
    for (int e = fromEvent; e <= toEvent; e++) {
      for (int item : before.get(e)) {
        log += model.logAtScan(out[item]);
      }
    }
    return log;
  }

  /** Log likelihood of how often each product was scanned, given what left with the shopper. */
  double logAtEnd(int[] out) {
    double log = 0;
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Item.Goods(Product product)) {
        log += model.logAtEnd(product.gtin(), out[i]);
      }
    }
    return log;
  }
}
