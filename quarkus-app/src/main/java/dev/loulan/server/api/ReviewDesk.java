package dev.loulan.server.api;

import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractException;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.server.devices.DeviceRegister;
import dev.loulan.server.devices.ShelfGoods;
import dev.loulan.server.ledger.LedgerDesk;
import dev.loulan.sync.readmodel.SalesModel;
import dev.loulan.sync.readmodel.SalesModel.ReviewRow;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Reviews with what is known of them: the answer on the ledger, the goods of their shelf. */
@Singleton
public class ReviewDesk {
  private final SalesModel model;
  private final DeviceRegister devices;
  private final LedgerDesk ledger;

  ReviewDesk(SalesModel model, DeviceRegister devices, LedgerDesk ledger) {
    this.model = model;
    this.devices = devices;
    this.ledger = ledger;
  }

  public List<ReviewRow> newest(int limit) {
    return model.reviews(limit);
  }

  public Optional<ReviewRow> find(String reviewId) {
    return model.review(reviewId);
  }

  /** The adjustment that decided the review; empty while it is open. */
  public Optional<Json> answer(String reviewId) {
    try {
      return JsonReader.read(ledger.query(ContractCalls.adjustments(reviewId)))
              instanceof Json.Arr found
          ? found.items().stream().filter(ReviewDesk::isReview).findFirst()
          : Optional.empty();
    } catch (ContractException e) {
      // The ledger does not have the review yet.
      return Optional.empty();
    }
  }

  private static boolean isReview(Json adjustment) {
    return Fields.of(adjustment, "adjustment").text("kind").equals("review");
  }

  /** The shelf's goods at the prices that held when the session ended. */
  public List<ShelfGoods.Good> goods(ReviewRow review) {
    return ShelfGoods.at(devices.documents(review.device()), review.atMicros());
  }

  /** The business day that the shelf has not closed yet: an answer of now is posted on it. */
  public String openDay(ReviewRow review) {
    return model
        .lastClosedDay(review.device())
        .map(day -> LocalDate.parse(day).plusDays(1))
        .orElseGet(() -> dateOf(review))
        .toString();
  }

  private LocalDate dateOf(ReviewRow review) {
    ZoneId zone = ZoneId.of(devices.require(review.device()).zone());
    return LocalDate.ofInstant(
        Instant.ofEpochSecond(Math.floorDiv(review.atMicros(), 1_000_000L)), zone);
  }
}
