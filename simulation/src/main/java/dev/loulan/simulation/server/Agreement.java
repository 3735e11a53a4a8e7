package dev.loulan.simulation.server;

import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.simulation.shelf.Goods;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The terms of one version of the agreement with one supplier, as people agreed on them.
 *
 * @param basis {@code gross}, {@code afterFees} or {@code profitAfterSupplierCost}
 * @param shares basis points of operator, host and supplier
 * @param feeBp of the payment provider
 * @param feeFixedMinor of the payment provider for each sale
 */
public record Agreement(
    String supplier,
    long version,
    List<String> shelves,
    String basis,
    List<Integer> shares,
    int feeBp,
    int feeFixedMinor,
    LocalDate from) {

  public static final List<String> BASES = List.of("gross", "afterFees", "profitAfterSupplierCost");

  /** Names it, over all its versions. */
  public String id() {
    return "with-" + supplier;
  }

  /** The same terms under the same name with a greater fee. */
  Agreement dearer() {
    return new Agreement(supplier, version, shelves, basis, shares, feeBp + 1, feeFixedMinor, from);
  }

  Json.Obj document(Goods goods) {
    List<Json> costs = new ArrayList<>();
    for (int number = 0; number < goods.plates(); number++) {
      if (Goods.supplier(number).equals(supplier)) {
        costs.add(
            new JsonObjectBuilder()
                .text("gtin", goods.gtin(number).value())
                .integer("costMinor", goods.product(number).costMinor())
                .build());
      }
    }
    return new JsonObjectBuilder()
        .text("agreementId", id())
        .integer("version", version)
        .text("currency", Goods.CURRENCY)
        .text("basis", basis)
        .texts("shelves", shelves)
        .array(
            "parties",
            List.of(
                party("operator", Operator.OPERATOR, shares.get(0)),
                party("host", Operator.HOST, shares.get(1)),
                party("supplier", supplier, shares.get(2)),
                new JsonObjectBuilder()
                    .text("role", "provider")
                    .text("partyId", Operator.PROVIDER)
                    .build()))
        .array("supplierCosts", costs)
        .integer("otherCostBp", 6_000)
        .json(
            "paymentFee",
            new JsonObjectBuilder()
                .integer("bp", feeBp)
                .integer("fixedMinor", feeFixedMinor)
                .build())
        .text("effectiveFrom", from.toString())
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
}
