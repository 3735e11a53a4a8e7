package dev.loulan.agent.session;

import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.signal.Plateau;
import dev.loulan.inference.signal.ShelfSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A shelf at one moment, as pages show it.
 *
 * @param door {@code open}, {@code closed} or {@code none}
 * @param session null when none is open
 * @param gaps missing frames since the boot
 * @param restocking whether the next session is a delivery
 * @param calibrations the one that runs, and what was last ended or refused since the boot
 */
public record ShelfView(
    long atMicros,
    String door,
    @Nullable String session,
    List<Plate> plates,
    long gaps,
    boolean restocking,
    List<CalibrationView> calibrations) {

  /**
   * One plate.
   *
   * @param gtin of the first product that stands there; empty when none does
   * @param score how far its weights can be trusted, 0 to 100; empty before the first delivery
   *     checked it
   * @param change what happens on it now; null while nothing does or it cannot be told yet
   */
  public record Plate(
      PlateId id,
      long mg,
      boolean settled,
      String gtin,
      String name,
      OptionalInt score,
      @Nullable EarlyChange change) {}

  public ShelfView {
    plates = List.copyOf(plates);
    calibrations = List.copyOf(calibrations);
  }

  static ShelfView of(
      ShelfState shelf,
      PlateChecks checks,
      long gaps,
      boolean restocking,
      List<CalibrationView> calibrations) {
    List<Plate> plates = new ArrayList<>();
    ShelfSignal signal = shelf.signalSoFar();
    if (signal != null) {
      Planogram planogram = shelf.documents.current().planogram();
      Map<PlateId, EarlyChange> changes = new TreeMap<>();
      signal.early().forEach(step -> changes.put(step.plate(), EarlyChange.of(step, planogram)));
      for (Map.Entry<PlateId, Plateau> plate : signal.plateaus().entrySet()) {
        OptionalInt score = checks.score(plate.getKey(), shelf.nowMicros());
        plates.add(
            plate(plate.getKey(), plate.getValue(), planogram, score, changes.get(plate.getKey())));
      }
    }
    OpenSession session = shelf.session();
    return new ShelfView(
        shelf.wallMicros(),
        door(shelf),
        session == null ? null : session.id(),
        plates,
        gaps,
        restocking,
        calibrations);
  }

  private static String door(ShelfState shelf) {
    if (shelf.mode() != ShelfMode.DOOR) {
      return "none";
    }
    return shelf.boards.anyDoorOpen() ? "open" : "closed";
  }

  private static Plate plate(
      PlateId id,
      Plateau plateau,
      Planogram planogram,
      OptionalInt score,
      @Nullable EarlyChange change) {
    Optional<Product> product = planogram.productsOn(id).stream().findFirst();
    return new Plate(
        id,
        plateau.levelMg(),
        plateau.settled() && plateau.known(),
        product.map(p -> p.gtin().value()).orElse(""),
        product.map(Product::name).orElse(""),
        score,
        change);
  }
}
