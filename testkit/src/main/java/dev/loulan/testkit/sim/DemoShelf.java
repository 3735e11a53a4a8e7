package dev.loulan.testkit.sim;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import java.util.List;
import java.util.TreeMap;

/**
 * The shelf of the demo: one board, eight plates in two rows, eight products of one supplier.
 *
 * @param products in the order of the board's plates
 */
public record DemoShelf(
    String board, String supplierId, String currency, List<DemoProduct> products) {

  public DemoShelf {
    products = List.copyOf(products);
  }

  /** The shelf as the demo shows it. Numbers begin with 2: GS1 keeps them for use within a shop. */
  public static DemoShelf standard() {
    return new DemoShelf(
        "1",
        "acme",
        "USD",
        List.of(
            product("2000000000015", "Green tea", "绿茶", 545_000, 350, 190, 1, 1),
            product("2000000000022", "Sparkling water", "气泡水", 348_000, 160, 85, 1, 2),
            product("2000000000039", "Oat biscuits", "燕麦饼干", 128_000, 275, 150, 1, 3),
            product("2000000000046", "Chocolate bar", "巧克力", 56_000, 150, 80, 1, 4),
            product("2000000000053", "Instant noodles", "方便面", 115_000, 320, 170, 2, 1),
            product("2000000000060", "Roasted nuts", "坚果", 212_000, 499, 290, 2, 2),
            product("2000000000077", "Fruit jelly", "果冻", 172_000, 225, 120, 2, 3),
            product("2000000000084", "Plum candy", "话梅糖", 84_000, 180, 95, 2, 4)));
  }

  private static DemoProduct product(
      String gtin,
      String english,
      String chinese,
      long weightMg,
      long priceMinor,
      long costMinor,
      int shelf,
      int position) {
    long spreadMg = Math.max(400, weightMg / 125);
    PlateId plate = PlateId.of("1", shelf, position);
    return new DemoProduct(
        new Gtin(gtin), english, chinese, weightMg, spreadMg, priceMinor, costMinor, plate);
  }

  /** Names of the board's plates, in the order of its readings. */
  public List<String> plates() {
    return products.stream().map(product -> product.plate().plate()).toList();
  }

  /** The planogram as inference takes it. */
  public Planogram planogram(String version) {
    TreeMap<Gtin, Product> catalogue = new TreeMap<>();
    TreeMap<Gtin, List<PlateId>> places = new TreeMap<>();
    for (DemoProduct each : products) {
      catalogue.put(
          each.gtin(),
          new Product(
              each.gtin(), each.name(), each.unitWeightMg(), each.spreadMg(), each.priceMinor()));
      places.put(each.gtin(), List.of(each.plate()));
    }
    return new Planogram(version, catalogue, places);
  }

  /** Content of a planogram document, as in {@code docs/formats/sync-api.md}. */
  public Json planogramDocument() {
    return new JsonObjectBuilder()
        .array("products", products.stream().map(this::productJson).toList())
        .array("places", products.stream().map(DemoShelf::placeJson).toList())
        .build();
  }

  private Json productJson(DemoProduct product) {
    return new JsonObjectBuilder()
        .text("gtin", product.gtin().value())
        .text("name", product.name())
        .integer("unitWeightMg", product.unitWeightMg())
        .integer("spreadMg", product.spreadMg())
        .text("supplierId", supplierId)
        .integer("taxBp", 0)
        .build();
  }

  private static Json placeJson(DemoProduct product) {
    return new JsonObjectBuilder()
        .text("gtin", product.gtin().value())
        .texts("plates", List.of(product.plate().toString()))
        .build();
  }

  /** Content of a price document, as in {@code docs/formats/sync-api.md}. */
  public Json priceDocument() {
    return new JsonObjectBuilder()
        .text("currency", currency)
        .array("prices", products.stream().map(DemoShelf::priceJson).toList())
        .build();
  }

  private static Json priceJson(DemoProduct product) {
    return new JsonObjectBuilder()
        .text("gtin", product.gtin().value())
        .integer("priceMinor", product.priceMinor())
        .build();
  }
}
