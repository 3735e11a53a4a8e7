package dev.loulan.testkit.sim;

import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.time.LocalDate;
import java.util.List;

/**
 * The agreement of the demo: supplier cost and payment fee first, the profit that remains by basis
 * points.
 */
public record DemoTerms(
    String agreementId, String shelf, String operator, String host, String provider) {

  /** The provider's fee in basis points of each payment. */
  public static final int FEE_BP = 60;

  /** For the shelf {@code lobby} of the demo. */
  public static DemoTerms standard() {
    return new DemoTerms("lobby-1", "lobby", "op", "lobby-co", "demo-pay");
  }

  /**
   * The terms, as in {@code docs/formats/agreement.md}; half operator, 30 % host, 20 % supplier.
   */
  public Json document(DemoShelf goods, LocalDate effectiveFrom) {
    return new JsonObjectBuilder()
        .text("agreementId", agreementId)
        .integer("version", 1)
        .text("currency", goods.currency())
        .text("basis", "profitAfterSupplierCost")
        .texts("shelves", List.of(shelf))
        .array(
            "parties",
            List.of(
                party("operator", operator, 5_000),
                party("host", host, 3_000),
                party("supplier", goods.supplierId(), 2_000),
                new JsonObjectBuilder().text("role", "provider").text("partyId", provider).build()))
        .array("supplierCosts", goods.products().stream().map(DemoTerms::cost).toList())
        .integer("otherCostBp", 6_000)
        .json(
            "paymentFee",
            new JsonObjectBuilder().integer("bp", FEE_BP).integer("fixedMinor", 0).build())
        .text("effectiveFrom", effectiveFrom.toString())
        .json("effectiveTo", new Json.Null())
        .build();
  }

  private static Json party(String role, String partyId, int bp) {
    return new JsonObjectBuilder()
        .text("role", role)
        .text("partyId", partyId)
        .integer("bp", bp)
        .build();
  }

  private static Json cost(DemoProduct product) {
    return new JsonObjectBuilder()
        .text("gtin", product.gtin().value())
        .integer("costMinor", product.costMinor())
        .build();
  }
}
