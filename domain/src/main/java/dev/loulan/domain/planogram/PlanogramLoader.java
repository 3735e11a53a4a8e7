package dev.loulan.domain.planogram;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.PlanogramDefects.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes a planogram of rows as they come, keeps what is sound and counts what is not.
 *
 * <p>No row is fatal. An unsound row is left out or taken in part, as {@link Kind} says for each
 * kind.
 */
public final class PlanogramLoader {

  /** A row of the product list, as text; weight in grams, price in minor units. */
  public record ProductRow(String code, String name, String unitWeightGrams, String priceMinor) {}

  /** A row of the planogram, as text: a code and positions such as {@code 1.5.11}. */
  public record PlaceRow(String code, List<String> positions) {}

  private final PlanogramDefects.Collector defects = new PlanogramDefects.Collector();
  private final SortedMap<Gtin, Product> products = new TreeMap<>();
  private final SortedMap<Gtin, List<PlateId>> places = new TreeMap<>();
  private final Set<PlateId> shelf;

  private PlanogramLoader(Set<PlateId> shelf) {
    this.shelf = shelf;
  }

  /**
   * Loads what is sound.
   *
   * @param shelf the plates that exist; empty when that is not known, then none is left out
   */
  public static LoadedPlanogram load(
      String version, List<ProductRow> products, List<PlaceRow> places, Set<PlateId> shelf) {
    PlanogramLoader loader = new PlanogramLoader(shelf);
    products.forEach(loader::addProduct);
    places.forEach(loader::addPlace);
    loader.countTheUnmatched();
    return new LoadedPlanogram(
        new Planogram(version, loader.products, loader.places), loader.defects.done());
  }

  private void addProduct(ProductRow row) {
    Optional<Gtin> code = code(row.code());
    if (code.isEmpty()) {
      defects.add(Kind.PRODUCT_WITHOUT_CODE, row.name());
      return;
    }
    Gtin gtin = code.get();
    Long weightMg = positiveMilligrams(row.unitWeightGrams());
    Long priceMinor = wholeNumber(row.priceMinor());
    long spreadMg = weightMg == null ? 0 : Product.assumedSpreadMg(weightMg);
    Product product = new Product(gtin, row.name(), weightMg, spreadMg, priceMinor);
    Product first = products.putIfAbsent(gtin, product);
    if (first != null) {
      Kind kind = first.equals(product) ? Kind.REPEATED_PRODUCT : Kind.CONTRADICTORY_PRODUCT;
      defects.add(kind, gtin.value());
      return;
    }
    judge(product);
  }

  private void judge(Product product) {
    String code = product.gtin().value();
    if (!product.gtin().isValid()) {
      defects.add(code.length() < 8 ? Kind.SHORT_GTIN : Kind.INVALID_GTIN, code);
    }
    if (product.unitWeightMg() == null) {
      defects.add(Kind.PRODUCT_WITHOUT_WEIGHT, code);
    }
    if (product.priceMinor() == null) {
      defects.add(Kind.BLANK_PRICE, code);
    }
  }

  private void addPlace(PlaceRow row) {
    Optional<Gtin> code = code(row.code());
    if (code.isEmpty()) {
      defects.add(Kind.PLACE_WITHOUT_CODE, String.join(" ", row.positions()));
      return;
    }
    Gtin gtin = code.get();
    if (!products.containsKey(gtin)) {
      defects.add(Kind.PLACE_WITHOUT_PRODUCT, gtin.value());
      return;
    }
    for (String position : row.positions()) {
      plate(position).ifPresent(p -> places.computeIfAbsent(gtin, _ -> new ArrayList<>()).add(p));
    }
  }

  private Optional<PlateId> plate(String position) {
    String[] parts = position.split("\\.", -1);
    if (parts.length != 3 || parts[0].isEmpty() || !isCount(parts[1]) || !isCount(parts[2])) {
      defects.add(Kind.UNREADABLE_POSITION, position);
      return Optional.empty();
    }
    PlateId plate =
        PlateId.of(parts[0], Integer.parseInt(parts[1], 10), Integer.parseInt(parts[2], 10));
    if (!shelf.isEmpty() && !shelf.contains(plate)) {
      defects.add(Kind.PLATE_NOT_ON_SHELF, plate.toString());
      return Optional.empty();
    }
    return Optional.of(plate);
  }

  private void countTheUnmatched() {
    for (Gtin gtin : products.keySet()) {
      if (!places.containsKey(gtin)) {
        defects.add(Kind.PRODUCT_WITHOUT_PLACE, gtin.value());
      }
    }
    Set<PlateId> used = new TreeSet<>();
    places.values().forEach(used::addAll);
    for (PlateId plate : new TreeSet<>(shelf)) {
      if (!used.contains(plate)) {
        defects.add(Kind.PLATE_WITHOUT_PRODUCT, plate.toString());
      }
    }
  }

  private static Optional<Gtin> code(String text) {
    try {
      return Optional.of(new Gtin(text.strip()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static @Nullable Long positiveMilligrams(String grams) {
    BigDecimal value = decimal(grams);
    if (value == null || value.signum() <= 0 || value.compareTo(new BigDecimal(2_000_000)) > 0) {
      return null;
    }
    long mg = value.movePointRight(3).setScale(0, java.math.RoundingMode.HALF_UP).longValueExact();
    return mg == 0 ? null : Long.valueOf(mg);
  }

  private static @Nullable Long wholeNumber(String text) {
    BigDecimal value = decimal(text);
    if (value == null || value.signum() < 0 || value.compareTo(new BigDecimal("1e12")) > 0) {
      return null;
    }
    return value.stripTrailingZeros().scale() > 0 ? null : Long.valueOf(value.longValue());
  }

  private static @Nullable BigDecimal decimal(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.length() > 30) {
      return null;
    }
    try {
      return new BigDecimal(stripped);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean isCount(String text) {
    return !text.isEmpty()
        && text.length() <= 6
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
