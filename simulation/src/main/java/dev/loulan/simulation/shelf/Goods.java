package dev.loulan.simulation.shelf;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.testkit.sim.DemoProduct;
import dev.loulan.testkit.sim.DemoShelf;
import java.util.ArrayList;
import java.util.List;

/** The products of a simulated shelf, one on each plate, of two suppliers. */
public final class Goods {
  public static final String CURRENCY = "USD";
  public static final List<String> SUPPLIERS = List.of("acme", "blue");

  private final String board;
  private final List<DemoProduct> products;

  public Goods(String board) {
    this.board = board;
    this.products = DemoShelf.standard().products();
  }

  public int plates() {
    return products.size();
  }

  public DemoProduct product(int plate) {
    return products.get(plate);
  }

  public Gtin gtin(int plate) {
    return products.get(plate).gtin();
  }

  /** The plates' names on their board. */
  public List<String> plateNames() {
    return products.stream().map(product -> product.plate().plate()).toList();
  }

  public static String supplier(int plate) {
    return SUPPLIERS.get(plate % 2);
  }

  /** Content of a planogram document. */
  public Json planogram() {
    List<Json> items = new ArrayList<>();
    List<Json> places = new ArrayList<>();
    for (int plate = 0; plate < products.size(); plate++) {
      DemoProduct product = products.get(plate);
      items.add(
          new JsonObjectBuilder()
              .text("gtin", product.gtin().value())
              .text("name", product.name())
              .integer("unitWeightMg", product.unitWeightMg())
              .integer("spreadMg", product.spreadMg())
              .text("supplierId", supplier(plate))
              .integer("taxBp", 0)
              .build());
      places.add(
          new JsonObjectBuilder()
              .text("gtin", product.gtin().value())
              .texts("plates", List.of(board + "/" + product.plate().plate()))
              .build());
    }
    return new JsonObjectBuilder().array("products", items).array("places", places).build();
  }

  /** Content of a price list, in the order of the plates. */
  public Json prices(List<Long> minor) {
    List<Json> prices = new ArrayList<>();
    for (int plate = 0; plate < products.size(); plate++) {
      prices.add(
          new JsonObjectBuilder()
              .text("gtin", gtin(plate).value())
              .integer("priceMinor", minor.get(plate))
              .build());
    }
    return new JsonObjectBuilder().text("currency", CURRENCY).array("prices", prices).build();
  }
}
