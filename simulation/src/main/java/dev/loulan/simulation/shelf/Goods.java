package dev.loulan.simulation.shelf;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.testkit.sim.DemoProduct;
import dev.loulan.testkit.sim.DemoShelf;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The products of a simulated shelf, of two suppliers, and the plates for them: as many of each.
 */
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

  /** A product by its number, from 0. */
  public DemoProduct product(int number) {
    return products.get(number);
  }

  public Gtin gtin(int number) {
    return products.get(number).gtin();
  }

  /** The number of a product; -1 when there is none. */
  public int number(String gtin) {
    for (int number = 0; number < products.size(); number++) {
      if (gtin(number).value().equals(gtin)) {
        return number;
      }
    }
    return -1;
  }

  /** Each product on the plate of its own number. */
  public List<Integer> usualLayout() {
    return IntStream.range(0, plates()).boxed().toList();
  }

  /** The plates' names on their board. */
  public List<String> plateNames() {
    return products.stream().map(product -> product.plate().plate()).toList();
  }

  public static String supplier(int number) {
    return SUPPLIERS.get(number % 2);
  }

  /**
   * Content of a planogram document.
   *
   * @param layout the product's number on each plate
   */
  public Json planogram(List<Integer> layout) {
    List<Json> items = new ArrayList<>();
    List<Json> places = new ArrayList<>();
    for (int number = 0; number < products.size(); number++) {
      DemoProduct product = products.get(number);
      DemoProduct usual = products.get(layout.indexOf(number));
      items.add(
          new JsonObjectBuilder()
              .text("gtin", product.gtin().value())
              .text("name", product.name())
              .integer("unitWeightMg", product.unitWeightMg())
              .integer("spreadMg", product.spreadMg())
              .text("supplierId", supplier(number))
              .integer("taxBp", 0)
              .build());
      places.add(
          new JsonObjectBuilder()
              .text("gtin", product.gtin().value())
              .texts("plates", List.of(board + "/" + usual.plate().plate()))
              .build());
    }
    return new JsonObjectBuilder().array("products", items).array("places", places).build();
  }

  /** Content of a price list, in the order of the products. */
  public Json prices(List<Long> minor) {
    List<Json> prices = new ArrayList<>();
    for (int number = 0; number < products.size(); number++) {
      prices.add(
          new JsonObjectBuilder()
              .text("gtin", gtin(number).value())
              .integer("priceMinor", minor.get(number))
              .build());
    }
    return new JsonObjectBuilder().text("currency", CURRENCY).array("prices", prices).build();
  }
}
