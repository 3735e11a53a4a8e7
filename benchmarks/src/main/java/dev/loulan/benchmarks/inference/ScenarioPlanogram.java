package dev.loulan.benchmarks.inference;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.learning.UnitWeight;
import dev.loulan.testkit.scenario.Goods;
import dev.loulan.testkit.scenario.ScenarioShelf;
import java.util.List;
import java.util.TreeMap;

/** What the operator of a simulated shelf knows of it: a few weighings, places and prices. */
final class ScenarioPlanogram {
  private ScenarioPlanogram() {}

  static Planogram of(ScenarioShelf shelf) {
    TreeMap<Gtin, Product> products = new TreeMap<>();
    TreeMap<Gtin, List<PlateId>> places = new TreeMap<>();
    for (Goods goods : shelf.goods()) {
      String name = goods.gtin().value();
      Product unweighed = new Product(goods.gtin(), name, null, 0, goods.priceMinor());
      products.put(goods.gtin(), UnitWeight.ofWeighings(goods.weighingsMg()).of(unweighed));
      places.put(goods.gtin(), goods.plates().stream().map(ScenarioShelf.PLATES::get).toList());
    }
    return new Planogram("scenario", products, places);
  }
}
