package dev.loulan.cli.shelf;

import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.provisioning.party.PartyKey;
import java.util.ArrayList;
import java.util.List;

/** The documents that an operator signs and a shelf obeys, as in {@code sync-api.md}. */
public final class ShelfDocuments {
  private ShelfDocuments() {}

  /**
   * The content of a planogram document; products without a weight are left out.
   *
   * @param supplier the supplier of every product
   * @param taxBp tax inside the prices, in basis points
   */
  public static Json planogram(Planogram planogram, String supplier, int taxBp) {
    List<Json> products = new ArrayList<>();
    List<Json> places = new ArrayList<>();
    for (Product product : planogram.products().values()) {
      Long weightMg = product.unitWeightMg();
      if (weightMg == null) {
        continue;
      }
      products.add(
          new JsonObjectBuilder()
              .text("gtin", product.gtin().value())
              .text("name", product.name())
              .integer("unitWeightMg", weightMg)
              .integer("spreadMg", product.spreadMg())
              .text("supplierId", supplier)
              .integer("taxBp", taxBp)
              .build());
      List<PlateId> plates = planogram.platesOf(product.gtin());
      if (!plates.isEmpty()) {
        places.add(
            new JsonObjectBuilder()
                .text("gtin", product.gtin().value())
                .texts("plates", plates.stream().map(PlateId::toString).toList())
                .build());
      }
    }
    return new JsonObjectBuilder().array("products", products).array("places", places).build();
  }

  /** The content of a price document; products without a price are left out. */
  public static Json prices(Planogram planogram, String currency) {
    List<Json> prices = new ArrayList<>();
    for (Product product : planogram.products().values()) {
      Long price = product.priceMinor();
      if (price != null) {
        prices.add(
            new JsonObjectBuilder()
                .text("gtin", product.gtin().value())
                .integer("priceMinor", price)
                .build());
      }
    }
    return new JsonObjectBuilder().text("currency", currency).array("prices", prices).build();
  }

  /**
   * Signs a document.
   *
   * @param kind {@code planogram} or {@code prices}
   * @param from when it takes effect, RFC 3339
   */
  public static Json sign(
      PartyKey key, String kind, String device, long version, String from, Json content) {
    String text = content.text();
    return new JsonObjectBuilder()
        .text("kind", kind)
        .text("device", device)
        .integer("version", version)
        .text("from", from)
        .text("content", text)
        .text("keyId", key.keyId())
        .text("signature", key.signDocument(kind, device, version, from, text))
        .build();
  }
}
