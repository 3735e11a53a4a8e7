package dev.loulan.simulation.check;

import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.PlanogramVersion;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.entry.SessionClosed;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.simulation.device.Device;
import dev.loulan.simulation.server.Operator;
import dev.loulan.simulation.shelf.Goods;
import dev.loulan.simulation.shelf.Visit;
import dev.loulan.simulation.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Each visit ended in what was really taken, or in a review, wherever it was cut. */
final class Receipts {
  private final World world;
  private final Operator operator;
  private final Books books;
  private final Goods goods;

  Receipts(World world, Operator operator, Books books, Goods goods) {
    this.world = world;
    this.operator = operator;
    this.books = books;
    this.goods = goods;
  }

  void check(Device device, List<JournalEntry> entries, LedgerFacts ledger) {
    Map<String, Sale> sales = new TreeMap<>();
    Set<String> reviewed = new HashSet<>();
    Set<String> closed = new HashSet<>();
    Map<String, List<Integer>> layouts = new TreeMap<>();
    String planogram = "";
    for (JournalEntry entry : entries) {
      switch (entry.body()) {
        case PlanogramVersion version -> planogram = version.document().version();
        case SessionOpened opened ->
            layouts.put(opened.session(), operator.layout(device.name(), planogram));
        case Sale sale -> sales.put(sale.session(), sale);
        case ReviewOpened review -> reviewed.add(review.session());
        case SessionClosed end -> closed.add(end.session());
        case Body _ -> {
          // Says nothing of an outcome.
        }
      }
    }
    ledger.reviews().stream()
        .filter(r -> r.device().equals(device.name()))
        .forEach(r -> reviewed.add(r.session()));
    Map<String, List<Long>> prices = operator.priceLists(device.name());
    for (Visit visit : books.visits()) {
      // Goods that stand elsewhere than the agent was told are weighed as what they are not.
      boolean elsewhere =
          !visit.isRestock()
              && !layouts.getOrDefault(visit.session(), visit.layout()).equals(visit.layout());
      if (!visit.device().equals(device.name()) || visit.arePlatesWrong() || elsewhere) {
        continue;
      }
      Sale sale = sales.get(visit.session());
      boolean review = reviewed.contains(visit.session());
      if (sale != null) {
        saleIsTrue(visit, sale, review, prices);
      } else if (!review && !visit.taken().isEmpty() && !visit.isRestock()) {
        boolean excused = visit.areFramesLost() || device.trouble().isPresent();
        if (!excused) {
          world.violated(
              "true-receipt-or-review",
              device.name()
                  + ": "
                  + goodsOf(visit)
                  + " left in session "
                  + visit.session()
                  + ", which "
                  + (closed.contains(visit.session()) ? "ended in nothing" : "has no end"));
        }
      }
    }
  }

  private void saleIsTrue(Visit visit, Sale sale, boolean review, Map<String, List<Long>> prices) {
    Map<String, Long> sold = new TreeMap<>();
    for (SaleLine line : sale.lines()) {
      sold.merge(line.gtin(), line.quantity(), Long::sum);
      int product = goods.number(line.gtin());
      List<Long> list = prices.get(line.priceVersion());
      if (list == null || product < 0 || list.get(product) != line.unitPriceMinor()) {
        world.violated(
            "price",
            "session " + visit.session() + " sold " + line.gtin() + " at " + line.unitPriceMinor());
      }
    }
    SortedMap<String, Long> taken = new TreeMap<>();
    visit.taken().forEach((number, units) -> taken.put(goods.gtin(number).value(), (long) units));
    boolean within =
        sold.entrySet().stream().allMatch(e -> e.getValue() <= taken.getOrDefault(e.getKey(), 0L));
    if (visit.isRestock() || (review ? !within : !sold.equals(taken))) {
      world.violated(
          "true-receipt-or-review",
          visit.device()
              + ": session "
              + visit.session()
              + " sold "
              + sold
              + (review ? " beside a review" : "")
              + ", "
              + goodsOf(visit)
              + " left");
    }
    String reference = sale.tender() == null ? "" : sale.tender().reference();
    if (!reference.equals(visit.reference())) {
      world.violated(
          "payment",
          visit.device()
              + ": session "
              + visit.session()
              + " is paid with '"
              + reference
              + "' instead of '"
              + visit.reference()
              + "'");
    }
  }

  private String goodsOf(Visit visit) {
    List<String> words = new ArrayList<>();
    visit.taken().forEach((number, units) -> words.add(units + " of " + goods.gtin(number)));
    return words.isEmpty() ? "nothing" : String.join(" and ", words);
  }
}
