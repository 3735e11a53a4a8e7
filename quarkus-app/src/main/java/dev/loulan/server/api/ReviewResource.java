package dev.loulan.server.api;

import dev.loulan.contract.ContractCalls;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.server.devices.ShelfGoods;
import dev.loulan.server.http.Body;
import dev.loulan.server.http.Problem;
import dev.loulan.server.ledger.LedgerDesk;
import dev.loulan.server.live.LiveHub;
import dev.loulan.sync.readmodel.SalesModel.ReviewRow;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Questions of the shelves, and what their operators decide under their own keys. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ReviewResource {
  private static final int PAGE = 500;

  private final ReviewDesk reviews;
  private final LedgerDesk ledger;
  private final LiveHub live;

  ReviewResource(ReviewDesk reviews, LedgerDesk ledger, LiveHub live) {
    this.reviews = reviews;
    this.ledger = ledger;
    this.live = live;
  }

  @GET
  @Path("reviews")
  public byte[] reviews() {
    return new Json.Arr(reviews.newest(PAGE).stream().<Json>map(this::json).toList()).canonical();
  }

  /**
   * What may have been taken: the shelf's goods at the prices that held, and the day to post on.
   */
  @GET
  @Path("reviews/{id}/goods")
  public byte[] goods(@PathParam("id") String id) {
    ReviewRow review =
        reviews
            .find(id)
            .orElseThrow(
                () -> new Problem(404, "UNKNOWN_REVIEW", "There is no review '%s'.".formatted(id)));
    return new JsonObjectBuilder()
        .text("day", reviews.openDay(review))
        .array("goods", reviews.goods(review).stream().map(ShelfGoods.Good::json).toList())
        .build()
        .canonical();
  }

  /** Brings a signed decision to the ledger; the contract checks who signed it. */
  @POST
  @Path("adjustments")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] adjust(byte[] body) {
    Body.object(body);
    if (JsonReader.read(body) instanceof Json.Obj adjustment) {
      byte[] posted = ledger.submit(ledger.operator(), ContractCalls.adjust(adjustment));
      live.changed();
      return posted;
    }
    throw new JsonException("An adjustment is a JSON object");
  }

  private Json.Obj json(ReviewRow review) {
    return SalesResource.with(review.document())
        .textOrNull("day", review.day())
        .json("answer", reviews.answer(review.reviewId()).orElse(new Json.Null()))
        .build();
  }
}
