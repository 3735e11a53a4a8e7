package dev.loulan.server.devices;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a shelf sold, and for how much, at a moment: from the documents that its operator signed.
 */
public final class ShelfGoods {

  /** A product with the price that held; tax in basis points inside the price. */
  public record Good(String gtin, String name, long unitPrice, String supplierId, long taxBp) {
    public Json.Obj json() {
      return new JsonObjectBuilder()
          .text("gtin", gtin)
          .text("name", name)
          .integer("unitPrice", unitPrice)
          .text("supplierId", supplierId)
          .integer("taxBp", taxBp)
          .build();
    }
  }

  private ShelfGoods() {}

  /** The goods that had a price then; {@code documents} are all of the device, of both kinds. */
  public static List<Good> at(List<SignedDocument> documents, long atMicros) {
    Optional<Fields> planogram = inEffect(documents, "planogram", atMicros);
    Optional<Fields> prices = inEffect(documents, "prices", atMicros);
    if (planogram.isEmpty() || prices.isEmpty()) {
      return List.of();
    }
    Map<String, Long> minor = new HashMap<>();
    prices
        .get()
        .objects("prices")
        .forEach(price -> minor.put(price.text("gtin"), price.integer("priceMinor")));
    List<Good> goods = new ArrayList<>();
    for (Fields product : planogram.get().objects("products")) {
      Long price = minor.get(product.text("gtin"));
      if (price != null) {
        goods.add(
            new Good(
                product.text("gtin"),
                product.text("name"),
                price,
                product.text("supplierId"),
                product.integerOrNone("taxBp").orElse(0L)));
      }
    }
    return goods;
  }

  /** The document that took effect last. */
  private static Optional<Fields> inEffect(
      List<SignedDocument> documents, String kind, long atMicros) {
    Instant at = Instant.EPOCH.plusNanos(Math.multiplyExact(atMicros, 1_000L));
    return documents.stream()
        .filter(document -> document.kind().equals(kind))
        .filter(document -> !from(document).isAfter(at))
        .max(Comparator.comparing(ShelfGoods::from).thenComparingLong(SignedDocument::version))
        .map(document -> Fields.of(JsonReader.read(document.content()), kind));
  }

  private static Instant from(SignedDocument document) {
    return OffsetDateTime.parse(document.from()).toInstant();
  }
}
